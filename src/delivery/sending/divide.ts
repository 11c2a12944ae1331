import type { Share } from './claim.ts';

/**
 * Divides what is free among lanes, whose `count` is the most that each can take: the same for each that has room, and
 * one each from the first on where there is less. `passed` is the last lane that got something when others after it
 * got nothing: the next look goes on behind it, so that no lane waits for those before it to run dry.
 */
export function divide(
  lanes: readonly Share[],
  free: number,
): { readonly shares: readonly Share[]; readonly passed: string | null } {
  const roomy = lanes.filter(({ count }) => count > 0);
  const each = Math.max(1, Math.floor(free / Math.max(1, roomy.length)));
  const shares = roomy
    .slice(0, free)
    .map(({ endpointId, count }) => ({ endpointId, count: Math.min(count, each) }));
  return { shares, passed: roomy.length > free ? (shares.at(-1)?.endpointId ?? null) : null };
}
