import { createHash } from 'node:crypto';

/** The catalogue's first page: twenty apps with partner and category. */
export const AD_HOC =
  '{ apps(first: 20) { nodes { id slug name tagline installs partner { name } category { name } } } }';

/** The same as a document that the door knows. */
export const TRUSTED =
  'query List { apps(first: 20) { nodes { id slug name tagline installs partner { name } category { name } } } }';

export const listBody = (): string =>
  JSON.stringify({ documentId: `sha256:${createHash('sha256').update(TRUSTED).digest('hex')}` });
