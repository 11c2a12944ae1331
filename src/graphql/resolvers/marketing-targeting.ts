import type { JsonValue } from '../../kernel/canonical-json.ts';
import type { Refusal } from '../../kernel/errors.ts';
import type { Database } from '../../platform/db/index.ts';
import {
  admitCriterion,
  listSegments,
  printCriterion,
  printCriterionText,
  segmentsById,
  versionsOf,
} from '../../targeting/index.ts';
import type { AudiencePreview, Criterion, Segment, createSegmentDesk } from '../../targeting/index.ts';
import type { Resolvers, UserErrorCode } from '../generated/marketing.ts';
import { connection, given, payloads } from '../shapes.ts';

/** Why segments and sizes are refused. */
const payload = payloads({
  AUDIENCE_TOO_CLOSE: true,
  CRITERION_INVALID: true,
  IDEMPOTENCY_CONFLICT: true,
  INVALID_INPUT: true,
  LIMIT_REACHED: true,
  NAME_TAKEN: true,
  NOT_FOUND: true,
  SEGMENT_IN_USE: true,
  VERSION_STALE: true,
  WRONG_STATUS: true,
} satisfies Partial<Record<UserErrorCode, true>>);

export interface TargetingServices {
  readonly db: Database;
  readonly segments: ReturnType<typeof createSegmentDesk>;
  readonly preview: AudiencePreview;
}

const jsonOf = (criterion: Criterion) => printCriterion(criterion) as JsonValue;
const ofSegment = (result: Segment | Refusal) => payload(result, (segment) => ({ segment }));

/** The marketing door's fields for segments, criteria and the sizes of audiences. */
export function createTargetingResolvers({ db, segments, preview }: TargetingServices) {
  return {
    Query: {
      segments: async (_, args) => connection(await db.read((r) => listSegments(r, args))),
      segment: async (_, { id }) => (await db.read((r) => segmentsById(r, [id]))).get(id) ?? null,
      criterion: async (_, { input }) => {
        const admission = await db.read((r) => admitCriterion(r, input));
        const { criterion, problems } = admission;
        return {
          json: criterion && jsonOf(criterion),
          text: criterion && printCriterionText(criterion),
          problems: problems.map(({ at, place, wants }) => ({
            ...{ at, wants },
            line: place?.line ?? null,
            column: place?.column ?? null,
          })),
        };
      },
      previewAudience: async (_, { input }, context) => {
        const previewed = await preview.previewAudience(context.staff(), input);
        return payload(previewed, ({ size, breakdown }) => ({
          audience: { size, breakdown: breakdown && breakdown.map(({ cell, size }) => ({ ...cell, size })) },
        }));
      },
    },
    Mutation: {
      createSegment: async (_, { input: { idempotencyKey, description = '', ...rest } }, context) => {
        const segment = { ...rest, description };
        return ofSegment(await segments.createSegment(context.staff(), idempotencyKey, segment));
      },
      updateSegment: async (_, { input }, context) => {
        const { idempotencyKey, segmentId, expectedVersion, ...rest } = input;
        const change = { segmentId, expectedVersion, ...given(rest) };
        return ofSegment(await segments.updateSegment(context.staff(), idempotencyKey, change));
      },
      archiveSegment: async (_, { input }, context) =>
        ofSegment(await segments.archiveSegment(context.staff(), input.idempotencyKey, input.segmentId)),
    },
    Segment: {
      criterion: ({ criterion }) => jsonOf(criterion),
      text: ({ criterion }) => printCriterionText(criterion),
      versions: async ({ id }) =>
        (await db.read((r) => versionsOf(r, id))).map(({ criterion, ...version }) => ({
          ...version,
          criterion: jsonOf(criterion),
          text: printCriterionText(criterion),
        })),
    },
  } satisfies Resolvers;
}
