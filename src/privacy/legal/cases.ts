import type { Queryable } from '../../platform/db/index.ts';
import type { Page, PageArgs } from '../../platform/keyset.ts';
import type { VaultParts } from '../../vault/index.ts';
import { peopleOf } from './people.ts';
import { approvalsOf, listRequests, requestsById } from './store.ts';
import type { LegalCase, LegalRequest, LegalState } from './types.ts';

type Opens = Pick<VaultParts, 'keyRing'>;

async function complete(
  at: Queryable,
  vault: Opens,
  requests: readonly LegalRequest[],
): Promise<Map<string, LegalCase>> {
  const ids = requests.map(({ id }) => id);
  const approvals = await approvalsOf(at, ids);
  const people = await peopleOf(at, vault, ids);
  return new Map(
    requests.map((request) => {
      const beside = people.get(request.id) ?? { people: [], texts: null };
      return [request.id, { ...request, ...beside, approvals: approvals.get(request.id) ?? [] }];
    }),
  );
}

export async function legalCase(at: Queryable, vault: Opens, id: string): Promise<LegalCase> {
  const request = (await requestsById(at, [id])).get(id);
  const found = request && (await complete(at, vault, [request])).get(id);
  if (found === undefined) throw new Error('a request that was written down is there');
  return found;
}

/** Requests of authorities with what was written about them, newest first. No data of anybody is opened. */
export async function listLegalCases(
  at: Queryable,
  vault: Opens,
  filter: { readonly state?: LegalState | undefined },
  args: PageArgs,
): Promise<Page<LegalCase>> {
  const page = await listRequests(at, filter, args);
  const cases = await complete(
    at,
    vault,
    page.edges.map(({ node }) => node),
  );
  const edges = page.edges.flatMap(({ node, cursor }) => {
    const found = cases.get(node.id);
    return found === undefined ? [] : [{ node: found, cursor }];
  });
  return { ...page, edges };
}
