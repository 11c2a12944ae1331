import { createRequire } from 'node:module';

/** The part of Unleash's format (https://docs.getunleash.io, the client API) that decides who gets a feature. */
export interface Constraint {
  readonly contextName: string;
  readonly operator: string;
  readonly values?: readonly string[];
  readonly value?: string;
  readonly inverted?: boolean;
  readonly caseInsensitive?: boolean;
}

export interface Variant {
  readonly name: string;
}

export interface Strategy {
  readonly name: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly constraints?: readonly Constraint[];
  readonly segments?: readonly number[];
  readonly variants?: readonly Variant[];
}

export interface Dependency {
  readonly feature: string;
  readonly enabled?: boolean;
  readonly variants?: readonly string[];
}

export interface Feature {
  readonly name: string;
  readonly enabled: boolean;
  readonly strategies: readonly Strategy[];
  readonly segments?: readonly number[];
  readonly dependencies?: readonly Dependency[];
  readonly variants?: readonly Variant[];
}

export interface Segment {
  readonly id: number;
  readonly constraints: readonly Constraint[];
}

export type Context = Readonly<Record<string, string>> & {
  readonly properties?: Readonly<Record<string, string | null>>;
};

export interface State {
  readonly features: readonly Feature[];
  readonly segments: readonly Segment[];
}

type StateEvent =
  | ({ readonly type: 'hydration' } & State)
  | { readonly type: 'feature-updated'; readonly feature: Feature }
  | { readonly type: 'feature-removed'; readonly featureName: string }
  | { readonly type: 'segment-updated'; readonly segment: Segment };

interface Asked<Expected> {
  readonly description: string;
  readonly context: Context;
  readonly toggleName: string;
  readonly expectedResult: Expected;
}

interface SpecFile {
  readonly state: Partial<State> & { readonly events?: readonly StateEvent[] };
  readonly tests?: readonly Asked<boolean>[];
  readonly variantTests?: readonly Asked<{ readonly enabled: boolean; readonly feature_enabled: boolean }>[];
}

/** One question of the suite. */
export interface Case {
  readonly description: string;
  readonly context: Context;
  readonly toggleName: string;
  readonly enabled: boolean;
  /** Wants to know as well which variant it is: one that is chosen, not the one of a feature without. */
  readonly wantsVariant: boolean;
}

export interface Spec {
  readonly file: string;
  readonly state: State;
  readonly cases: readonly Case[];
}

/** What is left after events, in their order. */
function stateAfter(events: readonly StateEvent[]): State {
  const features = new Map<string, Feature>();
  const segments = new Map<number, Segment>();
  for (const event of events) {
    switch (event.type) {
      case 'hydration':
        for (const feature of event.features) features.set(feature.name, feature);
        for (const segment of event.segments) segments.set(segment.id, segment);
        break;
      case 'feature-updated':
        features.set(event.feature.name, event.feature);
        break;
      case 'feature-removed':
        features.delete(event.featureName);
        break;
      case 'segment-updated':
        segments.set(event.segment.id, event.segment);
        break;
    }
  }
  return { features: [...features.values()], segments: [...segments.values()] };
}

const folder = '@unleash/client-specification/specifications';

const require = createRequire(import.meta.url);
const read = (file: string): unknown => require(`${folder}/${file}`);

function readSpec(file: string): Spec {
  const { state, tests = [], variantTests = [] } = read(file) as SpecFile;
  const { features = [], segments = [], events } = state;
  return {
    file,
    state: events === undefined ? { features, segments } : stateAfter(events),
    cases: [
      ...tests.map(({ expectedResult, ...one }) => ({
        ...{ ...one, enabled: expectedResult, wantsVariant: false },
      })),
      ...variantTests.map(({ expectedResult, ...one }) => ({
        ...{ ...one, enabled: expectedResult.feature_enabled, wantsVariant: expectedResult.enabled },
      })),
    ],
  };
}

/** All files of the suite, in its order. */
export const readSuite = (): readonly Spec[] => (read('index.json') as string[]).map(readSpec);
