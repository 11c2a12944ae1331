import { subjectsById } from '../../accounts/index.ts';
import { isoOrNull } from '../../platform/export-section.ts';
import type { ExportSection } from '../../platform/export-section.ts';
import type { OwnEmail } from '../../release/index.ts';

/** Opens a person's email for that person's copy, recorded; `release/` does. */
export type EmailForExport = (subjectId: string) => Promise<OwnEmail | null>;

export const profileSection = (openEmail: EmailForExport): ExportSection => ({
  name: 'profile',
  about: 'Your account: email address, birth date, since when, and the policy that you agreed to last.',
  async object(at, subjectId) {
    const subject = (await subjectsById(at, [subjectId])).get(subjectId);
    if (subject === undefined) return null;
    const own = await openEmail(subjectId);
    return {
      id: subjectId,
      email: own?.email.reveal() ?? null,
      emailVerified: own?.verified ?? false,
      birthDate: subject.birthDate,
      policyVersion: subject.policyVersion,
      createdAt: isoOrNull(subject.createdAt),
    };
  },
});
