import { partnersById } from '../catalog/index.ts';
import { queueNotice } from '../mail/index.ts';
import type { Carrier, CarrierRefusal } from '../mail/index.ts';
import { SECOND } from '../kernel/clock.ts';
import {
  createCaseFollowing,
  createCaseReading,
  createFiling,
  createOfficeDesk,
  isAnyUntold,
  takeUntoldCases,
} from '../office/index.ts';
import type { Database } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import { createPoller } from '../platform/poller.ts';
import type { Poller } from '../platform/poller.ts';
import {
  createOptOutDesk,
  createProcessorDesk,
  requireTransfer,
  transferRefusal,
} from '../processors/index.ts';
import type { TransferRefusal } from '../processors/index.ts';
import type { VaultParts } from '../vault/index.ts';
import type { Surroundings } from './surroundings.ts';

/** Tells the office, once, of what it has not answered in time. */
function createReminder({ clock, log }: Surroundings, db: Database): Poller {
  return createPoller({
    poll: 2 * SECOND,
    async round() {
      if (!(await db.read((reader) => isAnyUntold(reader, clock.now())))) return false;
      await db.transact(async (tx) => {
        const overdue = await takeUntoldCases(tx);
        if (overdue !== null) await queueNotice(tx, { kind: 'cases-overdue', ...overdue });
      });
      return true;
    },
    onError: (error) => log.error('office reminder', describeError(error)),
  });
}

/** The wiring of the privacy office's desk: complaints, requests of rights, processors. */
export function composeOffice(surroundings: Surroundings, db: Database, vault: VaultParts) {
  const { config, clock, random } = surroundings;
  const { publicUrl, complaintsBody } = config;
  const services = {
    filing: createFiling(db, vault),
    caseFollowing: createCaseFollowing(db, vault),
    caseReading: createCaseReading(db, vault),
    officeDesk: createOfficeDesk(db, vault),
    processors: createProcessorDesk(db, vault.hashes),
    optOuts: createOptOutDesk(db, vault.hashes),
    appealPlace: { publicUrl, complaintsBody },
  };
  return {
    services,
    reminder: createReminder(surroundings, db),
    routes: {
      ...services,
      ...{ clock, random },
      partnerSlug: async (id: string) =>
        (await db.read((reader) => partnersById(reader, [id]))).get(id)?.slug ?? null,
    },
  };
}

/** A refusal in the words of mail. */
const inMail: Readonly<Record<TransferRefusal, CarrierRefusal>> = {
  'opted-out': 'opted-out',
  'no-person': 'no-address',
  'no-notice': 'no-notice',
  'no-processor': 'no-carrier',
  'not-registered': 'no-carrier',
};

/** The processor that carries the company's own mail; null: its mail server is the company's own. */
export function composeCarrier({ config }: Surroundings, db: Database): Carrier | null {
  const slug = config.mail.processor;
  if (slug === null) return null;
  return {
    async refusal(subjectId) {
      const why = await db.read((reader) => transferRefusal(reader, { slug, subjectId, field: 'email' }));
      return why === null ? null : inMail[why];
    },
    async handOver(subjectId, mailId) {
      const wish = { slug, subjectId, field: 'email', about: mailId } as const;
      const outcome = await requireTransfer(db, wish);
      return 'refusal' in outcome ? inMail[outcome.refusal] : outcome;
    },
  };
}
