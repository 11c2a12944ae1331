import { sweepRefusedSessions } from '../accounts/index.ts';
import { sweepAccessTokens, sweepAssertions, sweepCredentials, sweepProofs } from '../catalog/index.ts';
import { KEPT_FOR, SWEEP_AT_ONCE, sweepDeliveries } from '../delivery/index.ts';
import { DAY, HOUR } from '../kernel/clock.ts';
import type { Clock } from '../kernel/clock.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import { sweepMails, sweepUnsubscribes } from '../mail/index.ts';
import { eraseSettledCases } from '../office/index.ts';
import type { Database } from '../platform/db/index.ts';
import { purgeIdempotencyKeys } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { sweepDisclosures } from '../policies/index.ts';
import {
  byBatches,
  createHoldDesk,
  createRetention,
  purgeSomeGrants,
  sweepErasures,
} from '../privacy/index.ts';
import type { RetentionClass } from '../privacy/index.ts';
import { sweepTransfers } from '../processors/index.ts';
import { sweepNotices, sweepVerifications } from '../profile/index.ts';
import { sweepRevocations, sweepSessions } from '../sessions/index.ts';
import { REMEMBERED, sweepQueries } from '../targeting/index.ts';
import { sweepChanges, sweepTraits } from '../traits/index.ts';
import { VISITS_KEPT_FOR, destroyKeys, sweepVisits } from '../visits/index.ts';

const YEAR = 365 * DAY;
const AT_ONCE = 5_000;
const FACTS_AT_ONCE = 1_000;
const CASES_AT_ONCE = 200;

/** How long each class of data is kept. What is not in it is kept as long as the account, and erased with it. */
export const scheduleOf = (ledger: LedgerPorts): readonly RetentionClass[] => [
  {
    data: 'messages to partners and their attempts',
    rule: '35 days after they were finished: what a partner may ask to be sent again, and a few days more',
    ...{ every: DAY, leaf: 'of-run' },
    step: byBatches(SWEEP_AT_ONCE, (tx, { now, held }, limit) =>
      sweepDeliveries(tx, now - KEPT_FOR, limit, held),
    ),
  },
  {
    data: 'traits and events',
    rule: 'as long as each of them was registered to be kept',
    ...{ every: DAY, leaf: 'of-run' },
    step: byBatches(FACTS_AT_ONCE, (tx, { now, held }, limit) => sweepTraits(tx, now, limit, held)),
  },
  {
    data: 'texts that were shown and not answered',
    rule: 'a day after they could be answered last',
    ...{ every: DAY, leaf: 'of-run' },
    step: byBatches(AT_ONCE, (tx, { now, held }, limit) => sweepDisclosures(tx, now - DAY, limit, held)),
  },
  {
    data: 'mails that went, or were given up',
    rule: '90 days: as long as the links in them work',
    ...{ every: DAY, leaf: 'of-run' },
    step: byBatches(AT_ONCE, (tx, { now, held }, limit) => sweepMails(tx, now - 90 * DAY, limit, held)),
  },
  {
    data: 'words of complaints and requests of rights',
    rule: '3 years after the last answer: as long as it may be disputed',
    ...{ every: DAY, leaf: 'of-run' },
    step: byBatches(CASES_AT_ONCE, (tx, { now, held }, limit) =>
      eraseSettledCases(tx, now - 3 * YEAR, limit, held),
    ),
  },
  {
    data: 'notes of what went to processors',
    rule: '3 years: as long as somebody may ask who had it',
    ...{ every: DAY, leaf: 'of-run' },
    step: byBatches(AT_ONCE, (tx, { now, held }, limit) => sweepTransfers(tx, now - 3 * YEAR, limit, held)),
  },
  {
    data: 'ledger records of grants that ended',
    rule: '6 years: as long as somebody may have to prove what was agreed to',
    ...{ every: DAY, leaf: 'of-step' },
    async step(tx, { now, held }) {
      const { grants, records } = await purgeSomeGrants(tx, ledger, now - 6 * YEAR, held);
      return { count: records, after: grants === 0 ? null : 'more' };
    },
  },
  {
    data: 'notices of what would become public that nobody confirmed',
    rule: 'half an hour: as long as they can be confirmed',
    ...{ every: HOUR, leaf: 'of-run' },
    step: byBatches(FACTS_AT_ONCE, (tx, { now, held }, limit) => sweepNotices(tx, now, limit, held)),
  },
  {
    data: 'links that verify an email',
    rule: 'a day: as long as they work',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(FACTS_AT_ONCE, (tx, { now }, limit) => sweepVerifications(tx, now, limit)),
  },
  {
    data: 'links to unsubscribe',
    rule: '90 days',
    ...{ every: DAY, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, _, limit) => sweepUnsubscribes(tx, limit)),
  },
  {
    data: 'references of erasures',
    rule: 'a year: as long as their receipts can be asked for',
    ...{ every: DAY, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, { now }, limit) => sweepErasures(tx, now - YEAR, limit)),
  },
  {
    data: 'sessions that were refused for age',
    rule: 'until the session is over',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, _, limit) => sweepRefusedSessions(tx, limit)),
  },
  {
    data: 'sessions of the web pages',
    rule: '12 hours, or until the person signs out',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, _, limit) => sweepSessions(tx, limit)),
  },
  {
    data: 'tokens that were revoked',
    rule: 'until neither they nor a session that they began would let anybody in: 12 hours or more',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, _, limit) => sweepRevocations(tx, limit)),
  },
  {
    data: 'access tokens of partners’ clients',
    rule: '15 minutes: as long as they are good',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, _, limit) => sweepAccessTokens(tx, limit)),
  },
  {
    data: 'assertions by which partners’ clients proved themselves',
    rule: '6 minutes: a minute longer than one could be used a second time',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, _, limit) => sweepAssertions(tx, limit)),
  },
  {
    data: 'proofs that partners’ clients hold the key of their tokens',
    rule: '2 minutes: a minute longer than one could be used a second time',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, _, limit) => sweepProofs(tx, limit)),
  },
  {
    data: 'secrets and keys of partners’ clients that others took the place of',
    rule: 'until their overlap is over, a week at most',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(FACTS_AT_ONCE, (tx, _, limit) => sweepCredentials(tx, limit)),
  },
  {
    data: 'the visitors’ log',
    rule: '30 days',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, { now }, limit) => sweepVisits(tx, now - VISITS_KEPT_FOR, limit)),
  },
  {
    data: 'keys to the names of visitors’ networks',
    rule: 'until the day (UTC) is over',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, { now }) => destroyKeys(tx, now)),
  },
  {
    data: 'idempotency keys',
    rule: '2 days: longer than anybody goes on repeating a request',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, { now }, limit) => purgeIdempotencyKeys(tx, now - 2 * DAY, limit)),
  },
  {
    data: 'notes of whose facts changed',
    rule: 'a day: longer than any process needs to follow them',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, { now }, limit) => sweepChanges(tx, now - DAY, limit)),
  },
  {
    data: 'questions about audiences',
    rule: '30 days: as long as new ones are held against them',
    ...{ every: HOUR, leaf: 'none' },
    step: byBatches(AT_ONCE, (tx, { now }, limit) => sweepQueries(tx, now - REMEMBERED, limit)),
  },
];

/** What is kept how long, who sees to it, and who may hold it up. */
export function composeRetention(parts: {
  readonly db: Database;
  readonly clock: Clock;
  readonly hashes: KeyedHashes;
  readonly ledger: LedgerPorts;
}) {
  const { db, clock, hashes, ledger } = parts;
  return {
    retention: createRetention({ db, clock, ledger, schedule: scheduleOf(ledger) }),
    holds: createHoldDesk(db, hashes),
  };
}
