import { bucketOf } from '../../bucket.ts';
import type { PersonFacts } from '../../facts.ts';
import type { PlanLeaf } from '../../plan.ts';
import { Answers } from './answers.ts';
import type { Literal, Test } from './literal.ts';
import { accepts } from './literal.ts';
import type { Compound, Normal } from './normal.ts';
import type { Person } from './person.ts';
import { grown } from './rows.ts';
import { includes } from './spans.ts';

export type Asked = Extract<PlanLeaf, { kind: 'did' | 'bucket' | 'member' }>;

/** What a leaf compares: a bucket, how many times something was done, 1 for a member. */
function measured(leaf: Asked, facts: PersonFacts): number {
  switch (leaf.kind) {
    case 'bucket':
      return bucketOf(facts.dice, leaf);
    case 'did': {
      let times = 0;
      for (const { day, count } of facts.events.get(leaf.event) ?? []) {
        if (leaf.from <= day && day <= leaf.to) times += count;
      }
      return times;
    }
    case 'member':
      return Number((leaf.of === 'list' ? facts.lists : facts[leaf.of]).has(leaf.id));
  }
}

/** What somebody has to measure at least; for a bucket, in order that the leaf does not hold. */
function boundOf(leaf: Asked): number {
  switch (leaf.kind) {
    case 'bucket':
      return leaf.below;
    case 'did':
      return leaf.atLeast;
    case 'member':
      return 1;
  }
}

export const holds = (leaf: Asked, facts: PersonFacts): boolean =>
  measured(leaf, facts) >= boundOf(leaf) === (leaf.kind !== 'bucket');

function literalHolds(literal: Literal, person: Person): boolean {
  switch (literal.kind) {
    case 'number': {
      const value = person.number(literal.column);
      return Number.isNaN(value) ? literal.unknown : includes(literal.spans, value);
    }
    case 'text': {
      const text = person.text(literal.trait);
      return text !== undefined && accepts(literal, text);
    }
    case 'member':
    case 'asked':
      return holds(literal.leaf, person.facts) === literal.wanted;
  }
}

/** Evaluates a plan in its normal form as it stands. */
export function normalHolds(node: Normal, person: Person): boolean {
  switch (node.kind) {
    case 'all':
      return node.of.every((part) => normalHolds(part, person));
    case 'any':
      return node.of.some((part) => normalHolds(part, person));
    default:
      return literalHolds(node, person);
  }
}

type Ask = (person: Person) => number;

interface Known {
  readonly key: string;
  readonly ask: Ask;
  /** Drops what is kept for it. */
  readonly drop: () => void;
  users: number;
}

/** What is asked of a person whom no table rejects: whether the answer is `least` or more, or below. */
export interface Check {
  readonly question: number;
  readonly least: number;
  readonly wanted: boolean;
  /** Whether the question is about a text. */
  readonly isTest: boolean;
}

/** What two leaves share that differ by their bounds only. */
function keyOf(leaf: Asked): string {
  switch (leaf.kind) {
    case 'bucket':
      return `bucket ${leaf.a} ${leaf.b}`;
    case 'did':
      return `did ${leaf.from} ${leaf.to} ${leaf.event}`;
    case 'member':
      return `${leaf.of} ${leaf.id}`;
  }
}

/**
 * What live offers ask beyond what is looked up: by number, each asked of a person at most once, however many offers
 * want to know.
 */
export class Questions {
  readonly #numbers = new Map<string, number>();
  readonly #known: (Known | null)[] = [];
  readonly #free: number[] = [];
  readonly #texts = new Map<string, Answers>();
  readonly #restKeys = new WeakMap<Compound, string>();
  #rests = 0;
  /** By turns: the last look in which a question was asked, and what came out. */
  #answers: Float64Array = new Float64Array(2_048);

  ofLeaf(leaf: Asked, wanted: boolean): Check {
    const question = this.#take(keyOf(leaf), () => (person) => measured(leaf, person.facts));
    return { question, least: boundOf(leaf), wanted: wanted === (leaf.kind !== 'bucket'), isTest: false };
  }

  ofTest(trait: string, { key, test }: Test, wanted: boolean): Check {
    const answers = this.#texts.get(trait) ?? new Answers(trait);
    this.#texts.set(trait, answers);
    const question = this.#take(
      `text ${trait} ${key}`,
      () => (person) => Number(answers.of(person, key, test)),
      () => answers.forget(key),
    );
    return { question, least: 1, wanted, isTest: true };
  }

  /** What is left of an offer; its conjunctions share it, other offers do not. */
  ofRest(part: Compound): Check {
    const key = this.#restKeys.get(part) ?? `rest ${(this.#rests += 1)}`;
    this.#restKeys.set(part, key);
    const question = this.#take(key, () => (person) => Number(normalHolds(part, person)));
    return { question, least: 1, wanted: true, isTest: false };
  }

  answer(question: number, person: Person): number {
    if (this.#answers[question * 2] === person.turn) return this.#answers[question * 2 + 1] ?? 0;
    const answer = this.#known[question]?.ask(person) ?? 0;
    this.#answers[question * 2] = person.turn;
    this.#answers[question * 2 + 1] = answer;
    return answer;
  }

  /** To be given back as often as taken. */
  release(question: number): void {
    const known = this.#known[question];
    if (known == null) return;
    known.users -= 1;
    if (known.users > 0) return;
    known.drop();
    this.#numbers.delete(known.key);
    this.#known[question] = null;
    this.#free.push(question);
  }

  #take(key: string, asking: () => Ask, drop: () => void = () => undefined): number {
    const number = this.#numbers.get(key) ?? this.#free.pop() ?? this.#known.length;
    const known = this.#known[number] ?? { key, ask: asking(), drop, users: 0 };
    known.users += 1;
    this.#known[number] = known;
    this.#numbers.set(key, number);
    if (number * 2 >= this.#answers.length) this.#answers = grown(this.#answers);
    return number;
  }
}
