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

type Asked = Extract<PlanLeaf, { kind: 'did' | 'bucket' | 'member' }>;

export function holds(leaf: Asked, facts: PersonFacts): boolean {
  switch (leaf.kind) {
    case 'bucket':
      return bucketOf(facts.dice, leaf) < leaf.below;
    case 'did': {
      let times = 0;
      for (const { day, count } of facts.events.get(leaf.event) ?? []) {
        if (leaf.from <= day && day <= leaf.to) times += count;
      }
      return times >= leaf.atLeast;
    }
    case 'member':
      return (leaf.of === 'list' ? facts.lists : facts[leaf.of]).has(leaf.id);
  }
}

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

type Ask = (person: Person) => boolean;

interface Known {
  readonly key: string;
  readonly ask: Ask;
  /** Drops what is kept for it. */
  readonly drop: () => void;
  users: number;
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
  /** The last look in which each was asked, and what came out. */
  #turns = new Float64Array(1_024);
  #answers = new Uint8Array(1_024);

  ofLeaf(key: string, leaf: Asked): number {
    return this.#take(key, () => (person) => holds(leaf, person.facts));
  }

  ofTest(trait: string, { key, test }: Test): number {
    const answers = this.#texts.get(trait) ?? new Answers();
    this.#texts.set(trait, answers);
    const ask = (person: Person): boolean => {
      const text = person.text(trait);
      return text !== undefined && answers.of(text, key, test);
    };
    const drop = (): void => answers.forget(key);
    return this.#take(`text ${trait} ${key}`, () => ask, drop);
  }

  /** What is left of an offer; its conjunctions share it, other offers do not. */
  ofRest(part: Compound): number {
    const key = this.#restKeys.get(part) ?? `rest ${(this.#rests += 1)}`;
    this.#restKeys.set(part, key);
    return this.#take(key, () => (person) => normalHolds(part, person));
  }

  isTrue(question: number, person: Person): boolean {
    if (this.#turns[question] === person.turn) return this.#answers[question] === 1;
    const answer = this.#known[question]?.ask(person) ?? false;
    this.#turns[question] = person.turn;
    this.#answers[question] = Number(answer);
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
    if (number >= this.#turns.length) {
      this.#turns = grown(this.#turns, new Float64Array(number * 2));
      this.#answers = grown(this.#answers, new Uint8Array(number * 2));
    }
    return number;
  }
}
