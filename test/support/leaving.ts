import assert from 'node:assert/strict';
import { newKey } from './marketplace.ts';
import type { Marketplace, Person, UserErrors } from './marketplace.ts';

export interface Asked extends UserErrors {
  readonly erasesAt: string | null;
  readonly erasedAt: string | null;
  readonly erasureReference: string | null;
  readonly receipt: string | null;
}

export const codesOf = ({ userErrors }: UserErrors): string[] => userErrors.map(({ code }) => code);

/** What somebody who wants to be erased does. */
export function leaving(marketplace: Marketplace) {
  async function ask<Data>(query: string, token: string | null, variables = {}): Promise<Data> {
    const { data, errors } = await marketplace.ask<Data>('marketplace', token, query, variables);
    assert.deepEqual(errors, []);
    return data;
  }
  return {
    /** Asks to be erased, with time to think unless `immediately` says otherwise. */
    async leave({ token }: Person, key = newKey(), more: object = {}): Promise<Asked> {
      const { eraseAccount } = await ask<{ eraseAccount: Asked }>(
        `mutation ($input: EraseAccountInput!) { eraseAccount(input: $input) {
          erasesAt erasedAt erasureReference receipt userErrors { code field message } } }`,
        token,
        { input: { idempotencyKey: key, ...more } },
      );
      return eraseAccount;
    },
    async stay({ token }: Person, key = newKey()): Promise<string[]> {
      const { cancelErasure } = await ask<{ cancelErasure: UserErrors }>(
        `mutation ($input: CancelErasureInput!) { cancelErasure(input: $input) {
          viewer { id erasure { erasesAt } } userErrors { code field message } } }`,
        token,
        { input: { idempotencyKey: key } },
      );
      return codesOf(cancelErasure);
    },
    pending: async ({ token }: Person) =>
      (
        await ask<{ viewer: { erasure: { erasesAt: string; reference: string } | null } | null }>(
          '{ viewer { erasure { erasesAt reference } } }',
          token,
        )
      ).viewer,
    /** Asks how far an erasure is, as anybody can who has its reference. */
    async state(
      body: unknown,
    ): Promise<{ readonly status: number; readonly answer: Record<string, unknown> }> {
      const response = await fetch(`${marketplace.serving.url}/privacy/erasures`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
    },
  };
}
