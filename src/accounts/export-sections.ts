import { isoOrNull, wholeList } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { policiesByVersion } from '../policies/index.ts';
import { agreementsOfSubjects } from './store.ts';

/** What a person agreed to, with the texts. */
export const accountExports: readonly ExportSection[] = [
  {
    name: 'agreements',
    about: 'Versions of our privacy policy that you agreed to; the texts are in the folder.',
    page: wholeList(async (at, subjectId) =>
      (await agreementsOfSubjects(at, [subjectId])).map(({ version, agreedAt }) => ({
        ...{ version, agreedAt: isoOrNull(agreedAt), text: `agreements/${version}.txt` },
      })),
    ),
    files: wholeList(async (at, subjectId) => {
      const versions = (await agreementsOfSubjects(at, [subjectId])).map(({ version }) => version);
      const policies = await policiesByVersion(at, versions);
      return [...policies.values()].map(({ version, text }) => ({ name: `${version}.txt`, text }));
    }),
  },
];
