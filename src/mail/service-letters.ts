import { appsById, partnersById } from '../catalog/index.ts';
import { grantsById } from '../consent/index.ts';
import type { SealedEmail } from '../kernel/sealed-email.ts';
import type { Database, Reader } from '../platform/db/index.ts';
import { policiesById } from '../policies/index.ts';
import { releasesById } from '../release/index.ts';
import type { MailPurpose } from '../vault/index.ts';
import { writeExportReady } from './export-letter.ts';
import type { ServiceLetters } from './letters.ts';
import type { ServiceNotice } from './notice.ts';
import { writePolicyChange } from './policy-letter.ts';
import { writeRelease } from './release-letter.ts';
import type { MailText, Sender } from './texts.ts';

const purposeOf: Readonly<Record<ServiceNotice['kind'], MailPurpose>> = {
  'export-ready': 'export',
  'policy-announced': 'policy',
  released: 'release',
};

async function releaseText(reader: Reader, releaseId: string, service: Sender): Promise<MailText | null> {
  const release = (await releasesById(reader, [releaseId])).get(releaseId);
  if (release === undefined) return null;
  const [app, partner, grant] = await Promise.all([
    appsById(reader, [release.appId]).then((apps) => apps.get(release.appId)),
    partnersById(reader, [release.partnerId]).then((partners) => partners.get(release.partnerId)),
    grantsById(reader, [release.grantId]).then((grants) => grants.get(release.grantId)),
  ]);
  if (!app || !partner || !grant) throw new Error('a row that is referred to is missing');
  const { purposes, means, address } = grant;
  const { releasedAt, endedAt } = release;
  return writeRelease({
    ...{ appName: app.name, partner, purposes, means, address, releasedAt, isOver: endedAt !== null },
    ...service,
  });
}

async function policyText(reader: Reader, policyId: string, service: Sender): Promise<MailText | null> {
  const policy = (await policiesById(reader, [policyId])).get(policyId);
  return policy === undefined ? null : writePolicyChange(policy, service);
}

/** What a letter says at this moment; null: there is nothing to say any more. */
function textOf(reader: Reader, notice: ServiceNotice, service: Sender): Promise<MailText | null> {
  switch (notice.kind) {
    case 'released':
      return releaseText(reader, notice.releaseId, service);
    case 'policy-announced':
      return policyText(reader, notice.policyId, service);
    case 'export-ready':
      return Promise.resolve(writeExportReady(service));
  }
}

/** Makes letters of what people are owed to be told. The address is opened last, when there is something to say. */
export function createServiceLetters(parts: {
  readonly db: Database;
  /** Opens a person's address for one mail, recorded; `release/` does. */
  readonly openAddress: (
    subjectId: string,
    mailId: string,
    purpose: MailPurpose,
  ) => Promise<SealedEmail | null>;
  readonly service: Sender;
}): ServiceLetters {
  const { db, service } = parts;
  return {
    async compose(notice, mailId) {
      const text = await db.read((reader) => textOf(reader, notice, service));
      if (text === null) return { kind: 'unwanted', error: 'not-wanted' };
      const to = await parts.openAddress(notice.subjectId, mailId, purposeOf[notice.kind]);
      if (to === null) return { kind: 'unwanted', error: 'no-address' };
      return { kind: 'letter', to, ...text, unsubscribeUrl: null };
    },
  };
}
