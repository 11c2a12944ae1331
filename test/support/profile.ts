import assert from 'node:assert/strict';
import { inputTypeOf, newKey } from './marketplace.ts';
import type { Marketplace, Person, UserErrors } from './marketplace.ts';

export interface CorrectionView {
  readonly field: string;
  readonly fromVersion: number;
  readonly by: string;
  readonly reason: string | null;
  readonly former: string | null;
  readonly formerEmail: string | null;
}

export interface ProfileSeen {
  readonly email: string;
  readonly emailVerified: boolean;
  readonly profile: {
    readonly name: string | null;
    readonly birthDate: string;
    readonly corrections: { readonly nodes: readonly CorrectionView[] };
  };
  readonly published: readonly { readonly field: string; readonly value: string; readonly notice: string }[];
}

export interface PublicView {
  readonly handle: string;
  readonly nickname: string | null;
  readonly about: string | null;
}

const PROFILE = `{ viewer { email emailVerified profile { name birthDate corrections(first: 50) { nodes {
  field fromVersion by reason former formerEmail } } } published { field value notice } } }`;
const PUBLIC = 'publicProfile { handle nickname about }';

/** What a person corrects, verifies and publishes of themselves, in the words of the marketplace door. */
export function profiles(marketplace: Marketplace) {
  async function run<Fields>(person: Person, text: string, name: string, input: object, type?: string) {
    const { data, errors } = await marketplace.ask<Record<string, Fields & UserErrors>>(
      'marketplace',
      person.token,
      text.replace('TYPE', type ?? inputTypeOf(name)),
      { input },
    );
    assert.deepEqual(errors, []);
    return data[name] as Fields & UserErrors;
  }
  const mutate = <Fields>(person: Person, name: string, fields: string, input: object) =>
    run<Fields>(
      person,
      `mutation ($input: TYPE!) { ${name}(input: $input) { ${fields} userErrors { code field message } } }`,
      name,
      { idempotencyKey: newKey(), ...input },
    );
  return {
    async see(person: Person): Promise<ProfileSeen> {
      const { data, errors } = await marketplace.ask<{ viewer: ProfileSeen }>(
        'marketplace',
        person.token,
        PROFILE,
      );
      assert.deepEqual(errors, []);
      return data.viewer;
    },
    correct: (person: Person, input: object) =>
      mutate<{ viewer: { id: string } | null }>(person, 'correctProfile', 'viewer { id }', input),
    verifyByLogin: (person: Person, input: object = {}) =>
      mutate<{ viewer: { id: string } | null }>(person, 'verifyEmail', 'viewer { id }', input),
    sendVerification: (person: Person, input: object = {}) =>
      mutate<{ viewer: { id: string } | null }>(person, 'sendEmailVerification', 'viewer { id }', input),
    notice: (person: Person, input: object) =>
      run<{ notice: { text: string; hash: string; fields: string[] } | null }>(
        person,
        `query ($input: TYPE!) { publicationNotice(input: $input) { notice { text hash fields }
           userErrors { code field message } } }`,
        'publicationNotice',
        input,
      ),
    publish: (person: Person, noticeHash: string, input: object = {}) =>
      mutate<{ publicProfile: PublicView | null }>(person, 'publishFields', PUBLIC, { noticeHash, ...input }),
    unpublish: (person: Person, fields: readonly string[]) =>
      mutate<{ publicProfile: PublicView | null }>(person, 'unpublishFields', PUBLIC, { fields }),
    /** What anybody sees, without a token. */
    async anybody(handle: string): Promise<PublicView | null> {
      const { data, errors } = await marketplace.ask<{ publicProfile: PublicView | null }>(
        'marketplace',
        null,
        'query ($handle: String!) { publicProfile(handle: $handle) { handle nickname about } }',
        { handle },
      );
      assert.deepEqual(errors, []);
      return data.publicProfile;
    },
    /** The same person, whose identity provider says something else of them. */
    withToken: (person: Person, email: string, emailVerified: boolean): Person =>
      marketplace.login(person.sub, email, emailVerified),
  };
}

export const codesOf = ({ userErrors }: UserErrors): string[] => userErrors.map(({ code }) => code);
