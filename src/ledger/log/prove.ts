import type { Queryable } from '../../platform/db/index.ts';
import { inclusionRanges } from '../tree/merkle.ts';
import { rootsFromTiles, tilesAround } from '../tree/tiles.ts';
import { openingOf, RECORD_KEY_SIZE } from '../leaf.ts';
import { PROOF_HEADER } from '../verify/proof.ts';
import type { TrustPolicy } from '../verify/policy.ts';
import type { Entry } from './entries.ts';
import { headFor, recentHeads } from './heads.ts';
import type { Head } from './heads.ts';
import * as store from './log-store.ts';

/** A tlog-proof file (C2SP tlog-proof). `extra`: the leaf, or what opens it; see `readLeaf`. */
export function formatProof(proof: {
  readonly extra: Uint8Array;
  readonly index: number;
  readonly path: readonly Buffer[];
  readonly checkpoint: string;
}): string {
  const { extra, index, path, checkpoint } = proof;
  return [
    PROOF_HEADER,
    `extra ${Buffer.from(extra).toString('base64')}`,
    `index ${index}`,
    ...path.map((hash) => hash.toString('base64')),
    '',
    checkpoint,
  ].join('\n');
}

/** What the vault opened of an entry (the record's key, then the record) as the opening of its leaf. */
export const openingFrom = (opened: Buffer): Buffer =>
  openingOf(opened.subarray(0, RECORD_KEY_SIZE), opened.subarray(RECORD_KEY_SIZE));

export interface Provable {
  readonly entry: Pick<Entry, 'id' | 'index' | 'leaf'>;
  /** What opens the leaf, for whoever may read the record; null: the leaf alone. */
  readonly opening: Buffer | null;
}

/**
 * tlog-proof files by entry id, each by a checkpoint that enough witnesses cosigned where there is one. An entry that
 * is not integrated yet has none, nor one without such a checkpoint where `quorumOnly` asks for it. Two statements for the heads and one for all tiles, whatever the number of entries.
 */
export async function proveEntries(
  at: Queryable,
  policy: TrustPolicy,
  provables: readonly Provable[],
  { quorumOnly = false }: { readonly quorumOnly?: boolean } = {},
): Promise<Map<string, string>> {
  const heads = await recentHeads(at, policy);
  const placed = provables.flatMap(({ entry, opening }) => {
    const { id, index, leaf } = entry;
    const head = index === null ? null : headFor(heads, index, quorumOnly);
    return index === null || head === null ? [] : [{ id, index, head, extra: opening ?? leaf }];
  });
  const around = placed.flatMap(({ index, head }) => tilesAround(index, head.size));
  const roots = rootsFromTiles(await store.readTiles(at, around));
  const prove = (index: number, { size, note }: Head, extra: Buffer): string =>
    formatProof({ extra, index, path: inclusionRanges(index, size).map(roots), checkpoint: note });
  return new Map(placed.map(({ id, index, head, extra }) => [id, prove(index, head, extra)]));
}
