import assert from 'node:assert/strict';
import type { Dialect } from '../../src/platform/db/index.ts';
import { newKey } from './marketplace.ts';
import type { Answer, Marketplace, Person, UserErrors } from './marketplace.ts';

/** Someone of the privacy office, in the words of its door. */
export function officer(marketplace: Marketplace, name: string) {
  const token = marketplace.token({ door: 'privacy', sub: name, role: 'officer' });

  const ask = <Data>(query: string, variables: object = {}): Promise<Answer<Data>> =>
    marketplace.ask<Data>('privacy', token, query, { ...variables });

  async function see<Data>(query: string, variables: object = {}): Promise<Data> {
    const { data, errors } = await ask<Data>(query, variables);
    assert.deepEqual(errors, []);
    return data;
  }

  /** A mutation as it is answered, errors and all. */
  const tryTo = <Fields>(name: string, fields: string, input: object) =>
    ask<Record<string, (Fields & UserErrors) | null> | null>(
      `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) @purpose(is: ACCOUNTABILITY) {
        ${name}(input: $input) { ${fields} userErrors { code field message } } }`,
      { input: { idempotencyKey: newKey(), ...input } },
    );

  async function act<Fields>(name: string, fields: string, input: object): Promise<Fields & UserErrors> {
    const { data, errors } = await tryTo<Fields>(name, fields, input);
    assert.deepEqual(errors, []);
    return data?.[name] as Fields & UserErrors;
  }

  return { name: `officer:${name}`, token, ask, see, tryTo, act };
}

export type Officer = ReturnType<typeof officer>;

/** Codes and fields of refusals, to compare. */
export const refusals = ({ userErrors }: UserErrors): string[] =>
  userErrors.map(({ code, field }) => [code, ...field.slice(1)].join(' '));

export async function idOf(marketplace: Marketplace, { token }: Person): Promise<string> {
  const { data } = await marketplace.ask<{ viewer: { id: string } }>(
    'marketplace',
    token,
    '{ viewer { id } }',
  );
  return data.viewer.id;
}

/** Makes the database itself say no to rows of a table, if they meet a condition on `new`; gives what undoes it. */
export async function refuseRows(
  { db }: Marketplace,
  table: string,
  condition: string,
): Promise<() => Promise<void>> {
  const make: Record<Dialect, readonly string[]> = {
    sqlite: [
      `create trigger said_no before insert on ${table} when ${condition} begin select raise(abort, 'no'); end`,
    ],
    postgres: [
      `create function say_no() returns trigger as 'begin raise exception ''no''; end' language plpgsql`,
      `create trigger said_no before insert on ${table} for each row when (${condition}) execute function say_no()`,
    ],
  };
  const undo: Record<Dialect, readonly string[]> = {
    sqlite: ['drop trigger said_no'],
    postgres: [`drop trigger said_no on ${table}`, 'drop function say_no()'],
  };
  const run = (statements: readonly string[]): Promise<void> =>
    db.transact(async (tx) => {
      for (const statement of statements) await tx.q.raw(statement);
    });
  await run(make[db.dialect]);
  return () => run(undo[db.dialect]);
}
