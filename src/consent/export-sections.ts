import { fromPages, isoOrNull } from '../platform/export-section.ts';
import type { ExportSection } from '../platform/export-section.ts';
import { installationsPage } from './store.ts';

/** What a person has and had installed. */
export const consentExports: readonly ExportSection[] = [
  {
    name: 'installations',
    about: 'Apps that you installed, and when you uninstalled them.',
    page: fromPages(installationsPage, (_, nodes) =>
      Promise.resolve(
        nodes.map(({ id, appId, grantId, state, installedAt, uninstalledAt }) => ({
          ...{ id, appId, grantId, state },
          installedAt: isoOrNull(installedAt),
          uninstalledAt: isoOrNull(uninstalledAt),
        })),
      ),
    ),
  },
];
