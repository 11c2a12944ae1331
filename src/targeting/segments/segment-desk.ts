import type { JsonValue } from '../../kernel/canonical-json.ts';
import { isRefusal, refuse } from '../../kernel/errors.ts';
import type { Refusal } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../../platform/idempotency.ts';
import type { KeyedHashes } from '../../platform/key-ring.ts';
import type { Criterion } from '../criteria/ast.ts';
import { expandCriterion } from '../criteria/expand.ts';
import { takeTurn } from '../lock.ts';
import { admitCriterion, refuseCriterion } from './admit-criterion.ts';
import { dependentsOf, refuseWords } from './rules.ts';
import {
  archiveSegment,
  insertSegment,
  isSegmentName,
  liveSegments,
  segmentsById,
  updateSegment,
} from './store.ts';
import type { CriterionInput, NewSegment, Segment, SegmentChange } from './types.ts';

/** Whether something outside of targeting rests on a segment; asked within the transaction that would archive it. */
export type IsSegmentUsed = (tx: Tx, segmentId: string) => Promise<boolean>;

const noSuchSegment = (): Refusal =>
  refuse('NOT_FOUND', ['input', 'segmentId'], 'There is no segment with this id.');

const nameTaken = (): Refusal => refuse('NAME_TAKEN', ['input', 'name'], 'Another segment has this name.');

const bodyOf = (input: { readonly criterion?: CriterionInput | undefined }): JsonValue =>
  JSON.parse(JSON.stringify(input)) as JsonValue;

/** A segment that is there and in use; segments change one after the other, so none of two closes a circle. */
async function openSegment(tx: Tx, segmentId: string): Promise<Segment | Refusal> {
  await takeTurn(tx, 'segments');
  const segment = (await segmentsById(tx, [segmentId])).get(segmentId);
  if (segment === undefined) return noSuchSegment();
  return segment.archivedAt === null
    ? segment
    : refuse('WRONG_STATUS', ['input', 'segmentId'], 'This segment is archived.');
}

/** Segments that name this one, some by way of others, must not become too large by what it says now. */
async function refuseForDependents(tx: Tx, segmentId: string, criterion: Criterion): Promise<Refusal | null> {
  const live = await liveSegments(tx);
  const criteria = new Map([...live].map(([id, segment]) => [id, segment.criterion]));
  criteria.set(segmentId, criterion);
  for (const id of dependentsOf(segmentId, live)) {
    const expansion = expandCriterion({ op: 'segment', segment: id }, criteria);
    if (!('problems' in expansion)) continue;
    return refuseCriterion(
      expansion.problems.map(({ wants }) => ({
        at: 'criterion',
        place: null,
        wants: `for segment ${id}, ${wants}`,
      })),
    );
  }
  return null;
}

async function create(tx: Tx, author: string, input: NewSegment): Promise<Segment | Refusal> {
  const { name, description } = input;
  const refused = refuseWords(name, description);
  if (refused !== null) return refused;
  await takeTurn(tx, 'segments');
  const admitted = await admitCriterion(tx, input.criterion);
  if (admitted.expanded === null) return refuseCriterion(admitted.problems);
  if (await isSegmentName(tx, name)) return nameTaken();
  const { criterion } = admitted;
  const at = { createdAt: tx.now, updatedAt: tx.now, archivedAt: null };
  const segment: Segment = {
    ...{ id: newId('segment', tx.now), name, description, criterion, version: 1, author },
    ...at,
  };
  await insertSegment(tx, segment);
  return segment;
}

async function update(tx: Tx, author: string, change: SegmentChange): Promise<Segment | Refusal> {
  const segment = await openSegment(tx, change.segmentId);
  if (isRefusal(segment)) return segment;
  if (segment.version !== change.expectedVersion) {
    const message = `Somebody changed this segment: it has version ${segment.version}.`;
    return refuse('VERSION_STALE', ['input', 'expectedVersion'], message);
  }
  const { name = segment.name, description = segment.description } = change;
  const refused = refuseWords(name, description);
  if (refused !== null) return refused;
  if (name !== segment.name && (await isSegmentName(tx, name))) return nameTaken();
  let { criterion } = segment;
  if (change.criterion !== undefined) {
    const admitted = await admitCriterion(tx, change.criterion, segment.id);
    if (admitted.expanded === null) return refuseCriterion(admitted.problems);
    ({ criterion } = admitted);
    const tooLarge = await refuseForDependents(tx, segment.id, criterion);
    if (tooLarge !== null) return tooLarge;
  }
  const version = segment.version + 1;
  const changed = { ...segment, name, description, criterion, version, author, updatedAt: tx.now };
  await updateSegment(tx, changed);
  return changed;
}

async function archive(tx: Tx, segmentId: string, isUsed: IsSegmentUsed): Promise<Segment | Refusal> {
  const segment = await openSegment(tx, segmentId);
  if (isRefusal(segment)) return segment;
  const [dependent] = dependentsOf(segmentId, await liveSegments(tx));
  if (dependent !== undefined) {
    return refuse('SEGMENT_IN_USE', ['input', 'segmentId'], `Segment ${dependent} names this one.`);
  }
  if (await isUsed(tx, segmentId))
    return refuse(
      'SEGMENT_IN_USE',
      ['input', 'segmentId'],
      'A campaign that is not approved yet names this segment.',
    );
  await archiveSegment(tx, segmentId);
  return { ...segment, archivedAt: tx.now };
}

async function reload(tx: Tx, id: string): Promise<Segment> {
  const segment = (await segmentsById(tx, [id])).get(id);
  if (segment === undefined) throw new Error('a segment that was made is there');
  return segment;
}

/** What staff of the marketing door may do to segments. `principal` is who asks, and whom a version names. */
export function createSegmentDesk(parts: {
  readonly db: Database;
  readonly hashes: KeyedHashes;
  readonly isUsed: IsSegmentUsed;
}) {
  const { db, hashes, isUsed } = parts;
  const once = (
    request: { principal: string; mutation: string; key: string; body: JsonValue },
    make: (tx: Tx) => Promise<Segment | Refusal>,
  ): Promise<Segment | Refusal> => onceForKey(db, idempotentRequest(hashes, request), { make, reload });

  return {
    createSegment(principal: string, key: string, input: NewSegment) {
      const body = bodyOf(input);
      return once({ principal, mutation: 'createSegment', key, body }, (tx) => create(tx, principal, input));
    },
    updateSegment(principal: string, key: string, change: SegmentChange) {
      const body = bodyOf(change);
      return once({ principal, mutation: 'updateSegment', key, body }, (tx) => update(tx, principal, change));
    },
    archiveSegment(principal: string, key: string, segmentId: string) {
      const request = { principal, mutation: 'archiveSegment', key, body: { segmentId } };
      return once(request, (tx) => archive(tx, segmentId, isUsed));
    },
  };
}
