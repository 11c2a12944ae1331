import { checkCriterion } from '../../src/targeting/criteria/check.ts';
import type { Criterion, Expanded } from '../../src/targeting/criteria/ast.ts';
import type { Segments } from '../../src/targeting/criteria/expand.ts';
import { expandCriterion } from '../../src/targeting/criteria/expand.ts';
import { printCriterion, readCriterion } from '../../src/targeting/criteria/json.ts';
import type { PersonFacts } from '../../src/targeting/facts.ts';
import type { Moment } from '../../src/targeting/interpreter.ts';
import { diceOf } from '../../src/traits/index.ts';
import {
  Fields,
  allOf,
  anyOf,
  clear,
  criterionOf,
  everybody,
  nobody,
  unless,
} from './unleash-constraints.ts';
import type { Context, Dependency, Feature, State, Strategy } from './unleash-suite.ts';

const list = (text = ''): readonly string[] =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

const segmentName = (id: number): string => `segment ${id}`;
const featureName = (name: string): string => `feature ${name}`;

/** A feature without variants has one that says so; which of several it is, is for the hash to say. */
function variantOf({ strategies, variants = [] }: Feature): string {
  const [first, ...others] = strategies.map((strategy) => strategy.variants ?? []);
  const [variant, ...more] = first === undefined || first.length === 0 ? variants : first;
  if (more.length > 0 || others.some(({ length }) => length > 0)) throw new Error('Chosen by a hash.');
  return variant?.name ?? 'disabled';
}

/** Says the features of a state in our words, each as a criterion. */
class Translator {
  readonly fields = new Fields();
  readonly #features: ReadonlyMap<string, Feature>;
  readonly #segments: ReadonlySet<number>;
  readonly #state: State;
  readonly #part: number | null;

  constructor(state: State, part: number | null) {
    this.#state = state;
    this.#part = part;
    this.#features = new Map(state.features.map((feature) => [feature.name, feature]));
    this.#segments = new Set(state.segments.map(({ id }) => id));
  }

  /** A segment of ours for each of theirs, and for each feature, for others depend on it. They say yes or no. */
  segments(): Segments {
    return new Map([
      ...this.#state.segments.map(({ id, constraints }): [string, Criterion] => [
        segmentName(id),
        clear(allOf(...constraints.map((one) => criterionOf(one, this.fields)))),
      ]),
      ...this.#state.features.map((feature): [string, Criterion] => [
        featureName(feature.name),
        clear(this.feature(feature)),
      ]),
    ]);
  }

  feature({ enabled, strategies, segments, dependencies = [] }: Feature): Criterion {
    if (!enabled) return nobody;
    return allOf(
      ...dependencies.map((one) => this.#dependency(one)),
      ...this.#named(segments),
      strategies.length === 0 ? everybody : anyOf(...strategies.map((one) => this.#strategy(one))),
    );
  }

  /** On a feature that is there and depends on none itself. */
  #dependency({ feature: name, enabled = true, variants = [] }: Dependency): Criterion {
    const parent = this.#features.get(name);
    if (parent === undefined || (parent.dependencies ?? []).length > 0) return nobody;
    const segment: Criterion = { op: 'segment', segment: featureName(name) };
    if (!enabled) return unless(segment);
    return variants.length === 0 || variants.includes(variantOf(parent)) ? segment : nobody;
  }

  #named(ids: readonly number[] = []): readonly Criterion[] {
    return ids.map((id) => (this.#segments.has(id) ? { op: 'segment', segment: segmentName(id) } : nobody));
  }

  #strategy({ name, parameters = {}, constraints = [], segments }: Strategy): Criterion {
    return allOf(
      this.#activation(name, parameters),
      ...constraints.map((one) => criterionOf(one, this.fields)),
      ...this.#named(segments),
    );
  }

  #activation(name: string, parameters: Readonly<Record<string, string>>): Criterion {
    const { userIds, IPs, percentage = '', rollout = '', stickiness = 'default', groupId } = parameters;
    const operator = { userWithId: 'IN', remoteAddress: 'IN_CIDR' }[name] ?? '';
    switch (name) {
      case 'default':
        return everybody;
      case 'userWithId':
        return criterionOf({ contextName: 'userId', operator, values: list(userIds) }, this.fields);
      case 'remoteAddress':
        return criterionOf({ contextName: 'remoteAddress', operator, values: list(IPs) }, this.fields);
      case 'gradualRolloutUserId':
        return this.#rollout(percentage, groupId, 'userId');
      case 'gradualRolloutSessionId':
        return this.#rollout(percentage, groupId, 'sessionId');
      case 'gradualRolloutRandom':
        return this.#rollout(percentage, groupId, 'random');
      case 'flexibleRollout':
        return this.#rollout(rollout, groupId, stickiness);
      default:
        throw new Error(`A strategy that the adapter does not know: ${name}`);
    }
  }

  /** Who lacks the field that a rollout goes by is not in it. */
  #rollout(percentage: string, salt = 'rollout', stickiness: string): Criterion {
    const given = Number(percentage);
    const percent = given > 0 && given < 100 ? (this.#part ?? given) : given;
    const sample: Criterion = { op: 'sample', salt, percent };
    if (stickiness === 'default' || stickiness === 'random') return sample;
    return allOf({ op: 'exists', trait: this.fields.trait(stickiness, 'text') }, sample);
  }
}

/** A state of Unleash in our words. */
export interface Translated {
  /** By name of the feature. */
  readonly criteria: ReadonlyMap<string, Expanded>;
  readonly moment: Moment;
  readonly personIn: (context: Context) => PersonFacts;
}

/** Through what a criterion of marketing goes: its form, what is registered, its segments. */
function admit(criterion: Criterion, segments: Segments, { traits }: Moment): Expanded {
  const none = new Set<string>();
  const known = { traits, events: none, apps: none, lists: none, segments: new Set(segments.keys()) };
  const read = readCriterion(printCriterion(criterion));
  const problems = 'problems' in read ? read.problems : checkCriterion(read.criterion, known);
  const expanded = expandCriterion(criterion, segments);
  if (problems.length > 0 || 'problems' in expanded) throw new Error(JSON.stringify([problems, expanded]));
  return expanded.expanded;
}

/** `part`: what rollouts of a part of all people become, in percent; null: as they are. */
export function translate(state: State, part: number | null = null): Translated {
  const translator = new Translator(state, part);
  const segments = translator.segments();
  const said = state.features.map((feature) => [feature.name, translator.feature(feature)] as const);
  const moment: Moment = { today: 0, traits: translator.fields.registry };
  for (const criterion of segments.values()) admit(criterion, segments, moment);
  return {
    criteria: new Map(said.map(([name, criterion]) => [name, admit(criterion, segments, moment)])),
    moment,
    personIn: (context) => ({
      ...{ subjectId: 'sub_1', dice: diceOf('sub_1'), traits: translator.fields.valuesIn(context) },
      ...{ events: new Map(), lists: new Set(), installed: new Set(), granted: new Set() },
    }),
  };
}
