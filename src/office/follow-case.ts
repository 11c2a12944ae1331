import type { Subject } from '../accounts/index.ts';
import { accountRequired, isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { Database, Queryable } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { Page, PageArgs } from '../platform/keyset.ts';
import type { VaultParts } from '../vault/index.ts';
import { takeStep } from './act-on-case.ts';
import { readsOf } from './case-read.ts';
import type { PastRead } from './case-read.ts';
import { hashOfSecret } from './file-case.ts';
import { openWords } from './seal.ts';
import { eraseCase, findCase, listCases, lockCase } from './store.ts';
import { appeal } from './transitions.ts';
import type { CaseKind, OfficeCase, OpenedCase } from './types.ts';

/** A case as whoever filed it sees it. */
export type OwnCase = OpenedCase & { readonly reads: readonly PastRead[] };

/** The reference and the secret of a case that was filed without an account. */
export interface Claim {
  readonly reference: string;
  readonly secret: string;
}

const hashOf = ({ reference, secret }: Claim) => ({ id: reference, secret_hash: hashOfSecret(secret) });

/** How people get back to what they filed: their own words, what was answered, who read it; and the one appeal. */
export function createCaseFollowing(db: Database, vault: VaultParts) {
  const open = async (at: Queryable, one: OfficeCase): Promise<OwnCase> => ({
    ...one,
    words: await openWords(at, vault, one),
    reads: await readsOf(at, vault, [one]),
  });
  const said = (text: string) => ({ field: 'appeal', name: 'text', text }) as const;

  return {
    open: (one: OfficeCase): Promise<OwnCase> => db.read((reader) => open(reader, one)),

    list: (kind: CaseKind, subjectId: string, args: PageArgs): Promise<Page<OwnCase>> =>
      db.read(async (reader) => {
        const { edges, pageInfo } = await listCases(reader, { kind, subjectId }, args);
        const opened = [];
        for (const { node, cursor } of edges) opened.push({ node: await open(reader, node), cursor });
        return { edges: opened, pageInfo };
      }),

    async appealRefusal(
      subject: Subject | null,
      key: string,
      input: { readonly id: string; readonly text: string },
    ): Promise<OfficeCase | Refusal> {
      if (subject === null) return accountRequired();
      const principal = `subject:${subject.id}`;
      const request = idempotentRequest(vault.hashes, {
        ...{ principal, mutation: 'appealRefusal', key },
        body: { ...input },
      });
      return onceForKey(db, request, {
        async make(tx) {
          const one = await lockCase(tx, { id: input.id, kind: 'request', subject_id: subject.id });
          if (one === null)
            return refuse('NOT_FOUND', ['input', 'requestId'], 'There is nothing with this id.');
          return takeStep(tx, vault, one, appeal(one, tx.now), said(input.text));
        },
        async reload(tx, id) {
          const one = await findCase(tx, { id, kind: 'request' });
          if (one === null) throw new Error('a request that was appealed is there');
          return one;
        },
      });
    },

    /** For who has no account. Null for a wrong reference and a wrong secret alike. */
    bySecret: {
      see: (kind: CaseKind, claim: Claim): Promise<OwnCase | null> =>
        db.read(async (reader) => {
          const one = await findCase(reader, { ...hashOf(claim), kind });
          return one === null ? null : open(reader, one);
        }),

      async appeal(claim: Claim, text: string): Promise<OwnCase | Refusal | null> {
        return db.transact(async (tx) => {
          const one = await lockCase(tx, { ...hashOf(claim), kind: 'request' });
          if (one === null) return null;
          const taken = await takeStep(tx, vault, one, appeal(one, tx.now), said(text));
          return isRefusal(taken) ? taken : open(tx, taken);
        });
      },

      /** Takes every word of it away, at once; false: there is no such case. */
      erase: (kind: CaseKind, claim: Claim): Promise<boolean> =>
        db.transact(async (tx) => {
          const one = await lockCase(tx, { ...hashOf(claim), kind });
          if (one !== null) await eraseCase(tx, one);
          return one !== null;
        }),
    },
  };
}

export type CaseFollowing = ReturnType<typeof createCaseFollowing>;
