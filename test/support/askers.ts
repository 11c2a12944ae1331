import type { Door } from '../../src/kernel/principal.ts';
import { mails } from './two-of-everything.ts';
import type { TwoOfEverything } from './two-of-everything.ts';

/** Somebody who asks at a door. */
export interface Asker {
  readonly name: string;
  readonly door: Door;
  readonly token: string | null;
  /** The words of `@auth` that let them in, said here once more, apart from the code that reads them. */
  readonly is: readonly string[];
  /** Things of theirs for arguments, by `Owner.name` or the argument's name. */
  readonly own: Readonly<Record<string, unknown>>;
}

/** Everybody who can ask, each at their own door. */
export function everyone({ marketplace, ...all }: TwoOfEverything): readonly Asker[] {
  const { alice, bob, carol, calmly, birchmail, ember } = all;
  const staff = {
    ...{ campaignId: all.campaignIds[0], subjectId: alice.id, subjectIds: [alice.id] },
    ...{ 'Query.campaign.id': all.campaignIds[0], email: alice.person.email },
    ...{ 'Query.complaint.id': alice.secret.complaint, 'Query.rightsRequest.id': alice.secret.requestId },
    ...{ requestId: all.legalRequests[0], partnerId: calmly.partnerId },
    ...{ 'Query.segment.id': all.segmentId, 'Query.offerImage.id': all.imageId },
    'Query.criterion.input': { text: 'plan = "pro"' },
    'PreviewAudienceInput.criterion': { text: 'plan = "pro"' },
    'PreviewAudienceInput.breakdownBy': 'plan',
    'ReadCaseInput.id': alice.secret.complaint,
    'ReadPersonInput.email': undefined,
    'ReadPersonInput.fields': ['EMAIL', 'BIRTH_DATE', 'ACCOUNT', 'GRANTS', 'RELEASES'],
    'ReadPersonInput.legalRequestId': undefined,
  };
  const nobody = {
    'Query.app.slug': 'calmly-booking',
    ...{ 'Query.publicProfile.handle': alice.own.handle, from: '2026-11', to: '2026-11' },
    ...{ 'Query.node.App': alice.own.appId, 'Query.node.Partner': calmly.partnerId },
    'Query.node.Category': all.categoryId,
    ...{ 'Query.node.Grant': alice.secret.grantId, 'Query.node.Release': alice.secret.release },
    ...{ 'Query.node.Refusal': alice.secret.refusal, 'Query.node.Installation': alice.secret.installation },
    'Query.disclosure.input': { appId: alice.own.appId },
    'Query.publicationNotice.input': { nickname: 'somebody' },
  };
  const person = (one: typeof alice): Record<string, unknown> => ({
    ...nobody,
    ...one.own,
    ...one.secret,
    ...{
      'Query.disclosure.input': { appId: one.own.appId },
      'Query.publicationNotice.input': { nickname: 'somebody' },
    },
    ...{ id: one.secret.grantId, 'SetPreferencesInput.blockedPartnerIds': [birchmail.partnerId] },
    ...{ 'Query.node.Grant': one.secret.grantId, 'Query.node.Release': one.secret.release },
    ...{ 'Query.node.Refusal': one.secret.refusal, 'Query.node.Installation': one.secret.installation },
    ...{ 'UninstallAppInput.appId': one.own.appId },
  });
  const partner = ['PUBLIC', 'PARTNER', 'ACTIVE_PARTNER'];
  const token = (door: Door, sub: string, role: string): string => marketplace.token({ door, sub, role });
  const ofDoor =
    (door: Door) =>
    (name: string, bearer: string | null, is: readonly string[], own: Asker['own']): Asker => ({
      ...{ name, door, token: bearer, is, own },
    });
  const [atMarket, atPartner] = [ofDoor('marketplace'), ofDoor('partner')];
  const [atMarketing, atPrivacy] = [ofDoor('marketing'), ofDoor('privacy')];
  const stranger = marketplace.login('stranger', mails('stranger')).token;
  return [
    atMarket('nobody', null, ['PUBLIC'], nobody),
    atMarket('somebody without an account', stranger, ['PUBLIC', 'USER'], nobody),
    atMarket('alice', alice.person.token, ['PUBLIC', 'USER'], person(alice)),
    atMarket('bob', bob.person.token, ['PUBLIC', 'USER'], person(bob)),
    atMarket('carol, who leaves', carol.person.token, ['PUBLIC', 'USER'], person(carol)),
    atPartner('nobody', null, ['PUBLIC'], {}),
    atPartner('calmly', calmly.token, [...partner, 'KEYHOLDER'], calmly.own),
    atPartner('birchmail', birchmail.token, [...partner, 'KEYHOLDER'], birchmail.own),
    atPartner('birchmail by its API key', birchmail.apiKey, [...partner, 'KEYHOLDER'], birchmail.own),
    atPartner('birchmail’s OAuth client', birchmail.accessToken, partner, birchmail.own),
    atPartner('ember, suspended', ember.token, ['PUBLIC', 'PARTNER', 'KEYHOLDER'], ember.own),
    atMarketing('a marketer', token('marketing', 'mia', 'marketer'), ['PUBLIC', 'MARKETER'], staff),
    atMarketing('a marketer who mistypes', token('marketing', 'max', 'marketer'), ['PUBLIC', 'MARKETER'], {
      ...staff,
      'Query.criterion.input': { text: 'plan = ' },
    }),
    atMarketing('a curator', token('marketing', 'cleo', 'catalog'), ['PUBLIC', 'CURATOR'], staff),
    atPrivacy('an officer', token('privacy', 'olga', 'officer'), ['PUBLIC', 'OFFICER'], staff),
  ];
}

/** Who may see what is an owner's: the owner, by whatever proves it, whoever got it from a person, and staff that watches. */
export const readers = (owner: string): ReadonlySet<string> =>
  new Set(
    {
      alice: ['alice', 'calmly', 'an officer'],
      bob: ['bob', 'birchmail', 'birchmail by its API key', 'birchmail’s OAuth client', 'an officer'],
      calmly: ['calmly', 'a curator', 'an officer'],
      birchmail: [
        'birchmail',
        'birchmail by its API key',
        'birchmail’s OAuth client',
        'a curator',
        'an officer',
      ],
    }[owner] ?? [],
  );
