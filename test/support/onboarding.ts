import { mutationText, newKey } from './marketplace.ts';
import type { Marketplace, UserErrors } from './marketplace.ts';

export interface PartnerView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly status: string;
  readonly suspensionReason: string | null;
}

export interface AppView {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly tagline: string;
  readonly status: string;
  readonly revision: { id: string; state: string; name: string; reason: string | null } | null;
}

export interface ReviewView {
  readonly id: string;
  readonly app: { id: string; slug: string };
  readonly partner: { slug: string };
  readonly current: { name: string } | null;
  readonly submitted: { name: string; tagline: string; category: string };
}

const PARTNER = 'id slug name status suspensionReason';
const APP = 'id slug name tagline status revision { id state name reason }';

/** What the catalogue's staff and partners do, in the words of their doors. */
export function onboarding(marketplace: Marketplace) {
  const { ask, catalogToken } = marketplace;

  async function mutate<Fields>(
    door: 'partner' | 'marketing',
    bearer: string | null,
    name: string,
    fields: string,
    input: object,
    type?: string,
  ): Promise<Fields & UserErrors> {
    const query = mutationText(name, fields, type);
    const { data, errors } = await ask<Record<string, Fields & UserErrors>>(door, bearer, query, { input });
    if (errors.length > 0) throw new Error(`${name}: ${errors[0]?.extensions.code} ${errors[0]?.message}`);
    return data[name] as Fields & UserErrors;
  }

  interface Invited {
    partner: PartnerView | null;
    invitation: string | null;
    invitationExpiresAt: string | null;
  }
  const INVITED = `partner { ${PARTNER} } invitation invitationExpiresAt`;
  const staff = <Fields>(name: string, fields: string, input: object, key: string) =>
    mutate<Fields>('marketing', catalogToken(), name, fields, { ...input, idempotencyKey: key });

  /** The input of an invitation. */
  const newcomer = (slug: string) => ({
    slug,
    name: 'Newcomer',
    legalName: 'Newcomer Software GmbH',
    country: 'AT',
    website: `https://${slug}.example/`,
    contactEmail: `ops@${slug}.example`,
    compensates: false,
  });

  function accept(code: string, more: { keyName?: string; idempotencyKey?: string } = {}) {
    return mutate<{ partnerSlug: string | null; apiKey: string | null }>(
      'partner',
      null,
      'acceptInvitation',
      'partnerSlug apiKey',
      { code, ...more },
    );
  }

  const invite = (slug: string, changes: object = {}, key = newKey()) =>
    staff<Invited>('invitePartner', INVITED, { ...newcomer(slug), ...changes }, key);

  /** What a partner does with this token or key. */
  function partner(bearer: string) {
    const act = <Fields>(name: string, fields: string, input: object, key: string) =>
      mutate<Fields>('partner', bearer, name, fields, { ...input, idempotencyKey: key });
    const ofApp = (name: string, input: object, key = newKey()) =>
      act<{ app: AppView | null }>(name, `app { ${APP} }`, input, key);
    interface Key {
      id: string;
      name: string;
      lastUsedAt: string | null;
    }
    return {
      async me(): Promise<PartnerView & { contactEmail: string | null; privacyPolicyUrl: string | null }> {
        const query = `{ me { ${PARTNER} contactEmail privacyPolicyUrl } }`;
        type Me = PartnerView & { contactEmail: string | null; privacyPolicyUrl: string | null };
        return (await ask<{ me: Me }>('partner', bearer, query)).data.me;
      },
      async status(): Promise<number> {
        return (await ask('partner', bearer, '{ me { id } }')).status;
      },
      async keys(): Promise<Key[]> {
        const query = '{ apiKeys { id name lastUsedAt } }';
        return (await ask<{ apiKeys: Key[] }>('partner', bearer, query)).data.apiKeys;
      },
      async apps(): Promise<AppView[]> {
        const query = `{ apps(first: 50) { nodes { ${APP} } } }`;
        return (await ask<{ apps: { nodes: AppView[] } }>('partner', bearer, query)).data.apps.nodes;
      },
      createKey: (name: string, key = newKey()) =>
        act<{ key: Key | null; apiKey: string | null }>(
          'createApiKey',
          'key { id name lastUsedAt } apiKey',
          { name },
          key,
        ),
      revokeKey: (apiKeyId: string) =>
        act<{ key: { revokedAt: string | null } | null }>(
          'revokeApiKey',
          'key { revokedAt }',
          { apiKeyId },
          newKey(),
        ),
      publish: (version: string, more: object = {}, key = newKey()) =>
        act<{ policy: { id: string; version: string; textHash: string } | null }>(
          'publishPrivacyPolicy',
          'policy { id version textHash }',
          { version, url: `https://policy.example/${version}`, text: 'What we do\nwith addresses.', ...more },
          key,
        ),
      update: (changes: object) =>
        act<{ partner: PartnerView | null }>('updatePartner', `partner { ${PARTNER} }`, changes, newKey()),
      createApp: (slug: string, changes: object = {}, key = newKey()) =>
        ofApp(
          'createApp',
          {
            ...{ slug, name: 'First name', tagline: 'A tagline', description: 'Two\nlines.' },
            ...{ categorySlug: 'support', ...changes },
          },
          key,
        ),
      updateApp: (appId: string, changes: object) => ofApp('updateApp', { appId, ...changes }),
      submitApp: (appId: string) => ofApp('submitApp', { appId }),
      unlistApp: (appId: string) => ofApp('unlistApp', { appId }),
    };
  }

  return {
    newcomer,
    invite,
    accept,
    partner,
    renew: (partnerId: string) => staff<Invited>('renewInvitation', INVITED, { partnerId }, newKey()),
    suspend: (partnerId: string, reason = 'Sent mail nobody asked for.', key = newKey()) =>
      staff<{ partner: PartnerView | null }>(
        'suspendPartner',
        `partner { ${PARTNER} }`,
        { partnerId, reason },
        key,
      ),
    reinstate: (partnerId: string, reason = 'It was put right.') =>
      staff<{ partner: PartnerView | null }>(
        'reinstatePartner',
        `partner { ${PARTNER} }`,
        { partnerId, reason },
        newKey(),
      ),
    decide: (
      review: { appId: string; revisionId: string; approve: boolean; reason?: string },
      key = newKey(),
    ) => staff<{ app: { id: string; status: string } | null }>('reviewApp', 'app { id status }', review, key),
    async reviews(): Promise<ReviewView[]> {
      const query =
        '{ appsToReview(first: 50) { nodes { id app { id slug } partner { slug } current { name } submitted { name tagline category } } } }';
      const { data } = await ask<{ appsToReview: { nodes: ReviewView[] } }>(
        'marketing',
        catalogToken(),
        query,
      );
      return data.appsToReview.nodes;
    },
    /** A partner that has accepted, with a policy, and what it does. */
    async settled(slug: string) {
      const { invitation, partner: invited } = await invite(slug);
      const { apiKey } = await accept(invitation ?? '');
      const act = partner(apiKey ?? '');
      await act.publish('1');
      return { id: invited?.id ?? '', apiKey: apiKey ?? '', act };
    },
  };
}

export type Onboarding = ReturnType<typeof onboarding>;
