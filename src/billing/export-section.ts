import type { ExportSection } from '../platform/export-section.ts';
import type { VaultParts } from '../vault/index.ts';
import { subscriptionOf } from './store.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** What a person pays for, for their own copy. The processor's token says nothing to anybody but the processor. */
export const subscriptionSection = (parts: Pick<VaultParts, 'keyRing'>): ExportSection => ({
  name: 'subscription',
  about: 'What you pay for, and what you pay with.',
  async object(at, subjectId) {
    const found = await subscriptionOf(at, parts, subjectId);
    if (found === null) return null;
    const { plan, method, startedAt, cancelledAt } = found;
    return {
      plan,
      method: method && { ...method },
      startedAt: iso(startedAt),
      cancelledAt: cancelledAt === null ? null : iso(cancelledAt),
    };
  },
});
