import { isEmailAddress, SealedEmail } from '../kernel/sealed-email.ts';
import { AppError } from '../kernel/errors.ts';
import type { Reader } from '../platform/db/index.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import { listReleases } from '../release/index.ts';
import type { Release, ReleaseFilter } from '../release/index.ts';
import { findByEmail } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';

export interface ReleaseSearch extends Omit<ReleaseFilter, 'subjectIds'> {
  readonly subjectId?: string | undefined;
  /** Looked up by its blind index; no email is opened. */
  readonly email?: string | undefined;
}

/** The privacy office's search over all releases. It finds a person by id or by email and shows neither's email. */
export async function searchReleases(
  reader: Reader,
  vault: VaultParts,
  search: ReleaseSearch,
  args: PageArgs,
): Promise<Page<Release>> {
  const { subjectId, email, ...filter } = search;
  if (email !== undefined && !isEmailAddress(email)) {
    throw new AppError('BAD_USER_INPUT', '`filter.email` wants an email address.');
  }
  const byEmail = email === undefined ? undefined : await findByEmail(reader, vault, new SealedEmail(email));
  const subjectIds =
    subjectId === undefined
      ? byEmail
      : (byEmail ?? [subjectId]).filter((candidate) => candidate === subjectId);
  return listReleases(reader, { ...filter, subjectIds }, args);
}
