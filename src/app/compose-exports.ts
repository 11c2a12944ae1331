import { subscriptionSection } from '../billing/index.ts';
import { accountExports } from '../accounts/index.ts';
import { consentExports } from '../consent/index.ts';
import {
  createDownload,
  createExportDesk,
  createExporter,
  grantsSection,
  profileSection,
  refusalsSection,
  releasesSection,
} from '../exports/index.ts';
import { mailExports } from '../mail/index.ts';
import { offerExports } from '../offers/index.ts';
import { officeExports } from '../office/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { policyExports } from '../policies/index.ts';
import { legalExports, staffReadExports } from '../privacy/index.ts';
import { processorExports } from '../processors/index.ts';
import { createProfileView, profileExports } from '../profile/index.ts';
import type { ReceiptParts } from '../privacy/index.ts';
import type { ShowProfile, createShowToSubject } from '../release/index.ts';
import { relayExports } from '../relay/index.ts';
import { traitExports } from '../traits/index.ts';
import { vaultExports } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { tellReady } from './compose-mail.ts';
import type { Surroundings } from './surroundings.ts';

/** The wiring of people's copies of what is held about them: each slice's sections, in the order of the copy. */
export function composeExports(parts: {
  readonly surroundings: Surroundings;
  readonly db: Database;
  readonly vault: VaultParts;
  readonly receipts: ReceiptParts;
  readonly showEmail: ReturnType<typeof createShowToSubject>;
  readonly showProfile: ShowProfile;
}) {
  const { surroundings, db, vault, receipts, showEmail, showProfile } = parts;
  const { config, clock, random, log } = surroundings;
  const sections: readonly ExportSection[] = [
    profileSection(
      (subjectId) => showEmail(subjectId, 'export'),
      (subjectId) => showProfile(subjectId, 'export'),
    ),
    ...profileExports(createProfileView(db, vault.keyRing, showProfile)),
    ...accountExports,
    releasesSection(receipts, clock),
    grantsSection(receipts),
    refusalsSection(receipts),
    ...consentExports,
    ...relayExports,
    ...policyExports,
    ...offerExports,
    subscriptionSection(vault),
    ...traitExports,
    ...vaultExports,
    ...mailExports,
    staffReadExports(vault, clock),
    legalExports(vault, clock),
    ...officeExports(vault),
    ...processorExports,
  ];
  const { name, contact } = config.controller;
  return {
    exporter: createExporter({
      ...{ db, clock, random, log, keyRing: vault.keyRing, sections, tellReady },
      company: { name, contact },
    }),
    download: createDownload(db, vault),
    services: {
      exports: createExportDesk(db, vault),
      exportUrl: (token: string): string => `${config.publicUrl}/export/${token}`,
    },
  };
}
