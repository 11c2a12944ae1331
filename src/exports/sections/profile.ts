import { subjectsById } from '../../accounts/index.ts';
import { isoOrNull } from '../../platform/export-section.ts';
import type { ExportSection } from '../../platform/export-section.ts';
import { profileOfSubject } from '../../profile/index.ts';
import type { OwnEmail, ShowProfile } from '../../release/index.ts';

/** Opens a person's email for that person's copy, recorded; `release/` does. */
export type EmailForExport = (subjectId: string) => Promise<OwnEmail | null>;

/** Opens the name and what was corrected, recorded as well. */
export type ValuesForExport = (subjectId: string) => ReturnType<ShowProfile>;

export const profileSection = (openEmail: EmailForExport, openValues: ValuesForExport): ExportSection => ({
  name: 'profile',
  about:
    'Your account: name, email address, birth date, what they were before you corrected them, since when you have the account, the policy that you agreed to last, and what you made public.',
  async object(at, subjectId) {
    const subject = (await subjectsById(at, [subjectId])).get(subjectId);
    if (subject === undefined) return null;
    const own = await openEmail(subjectId);
    const { names, emails, birthDates } = await openValues(subjectId);
    const published = await profileOfSubject(at, subjectId);
    return {
      id: subjectId,
      email: own?.email.reveal() ?? null,
      emailVerified: own?.verified ?? false,
      names: [...names.values()],
      formerEmails: [...emails.values()].map((email) => email.reveal()),
      formerBirthDates: [...birthDates.values()],
      published:
        published === null
          ? null
          : { handle: published.handle, fields: published.fields.map((field) => ({ ...field })) },
      birthDate: subject.birthDate,
      policyVersion: subject.policyVersion,
      createdAt: isoOrNull(subject.createdAt),
    };
  },
});
