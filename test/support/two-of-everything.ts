import assert from 'node:assert/strict';
import type { Door } from '../../src/kernel/principal.ts';
import type { Dialect } from '../../src/platform/db/index.ts';
import { exportActs } from './exports.ts';
import { leaving } from './leaving.ts';
import { marketing } from './marketing.ts';
import { mutationText, newKey, rowsOf } from './marketplace.ts';
import { grey } from './png.ts';
import type { Marketplace, UserErrors } from './marketplace.ts';
import { oauth } from './oauth.ts';
import { office } from './office.ts';
import { onboarding } from './onboarding.ts';
import { idOf, officer } from './privacy-office.ts';
import type { Officer } from './privacy-office.ts';
import { profiles } from './profile.ts';
import { MINUTE, openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };

/** What a campaign may have beside words and people. */
const everyOption = {
  frequencyCap: { times: 3, days: 30 },
  budget: { perAcceptance: 1, total: 1000, currency: 'EUR' },
  quietHours: { from: '21:00', to: '08:00' },
  channels: ['SITE', 'EMAIL'],
};

/** An address that is told from every other in an answer. */
export const mails = (name: string): string => `${name}.canary@people.example`;

/** A mutation that has to succeed; gives its payload. */
async function done<Fields>(
  { ask }: Marketplace,
  who: { readonly door: Door; readonly token: string },
  name: string,
  input: object,
  fields = '',
): Promise<Fields> {
  const query = mutationText(name, fields);
  const given = { input: { idempotencyKey: newKey(), ...input } };
  const { data, errors } = await ask<Record<string, Fields & UserErrors>>(who.door, who.token, query, given);
  assert.deepEqual([errors, data?.[name]?.userErrors], [[], []], name);
  return data[name] as Fields;
}

/** A person with one of everything that a person can have. */
async function fullPerson(
  stage: Stage,
  name: string,
  apps: { readonly partner: string; readonly kept: string; readonly ended: string },
) {
  const { marketplace, act } = stage;
  const first = await stage.person(mails(name));
  const id = await idOf(marketplace, first);
  const own = profiles(marketplace);
  await own.correct(first, { name: `Canary ${name} Name` });
  const { notice } = await own.notice(first, { nickname: `nick ${name}`, about: 'Likes maps.' });
  const { publicProfile } = await own.publish(first, notice?.hash ?? '');
  const kept = await stage.install(first, apps.kept);
  const ended = await stage.install(first, apps.ended);
  for (const { grantId } of [kept, ended]) await stage.reaches(grantId, 'delivered');
  const corrected = mails(`${name}.corrected`);
  await own.correct(first, { email: corrected });
  const person = own.withToken(first, corrected, true);
  await own.verifyByLogin(person);
  for (const { grantId } of [kept, ended]) await stage.reaches(grantId, 'delivered', 'contact.corrected');
  await stage.partner(apps.partner).contacts(20);
  await act.uninstallApp(person, ended.appId);
  const [refused, open] = await act.offers(person);
  const no = await act.disclosure(person, { offerId: refused?.id ?? '' });
  const { refusal } = await act.dismissOffer(person, refused?.id ?? '', no.disclosure?.hash ?? '');
  const { disclosure: shown } = await act.disclosure(person, { offerId: open?.id ?? '' });
  const wanted = await act.appId('kite-share');
  const { disclosure: toInstall } = await act.disclosure(person, { appId: wanted });
  const { notice: unpublished } = await own.notice(person, { nickname: `other ${name}` });
  const desk = office(stage);
  const words = {
    violation: `Canary ${name} was wronged.`,
    contact: `Canary ${name}, flat 3`,
    shareDetails: true,
  };
  const { complaint } = await desk.complain(person, { company: apps.partner, ...words });
  const text = `Canary ${name} wants it all.`;
  const { request } = await desk.request(person, { right: 'ACCESS', text });
  await desk.refuse(request?.id ?? '');
  const { request: appealed } = await desk.request(person, { right: 'DELETION', text });
  await desk.refuse(appealed?.id ?? '');
  await desk.appeal(person, appealed?.id ?? '');
  await desk.read(complaint?.id ?? '');
  const made = await exportActs(stage).ready(person);
  await done(marketplace, { door: 'marketplace', token: person.token }, 'setPaymentMethod', {
    ...{ plan: 'PRO', token: `tok-of-${name}`, brand: 'VISA', lastFour: '4242', expires: '2031-01' },
  });
  const rows = await rowsOf(marketplace, 'releases');
  const node = (table: string) => rowsOf(marketplace, table);
  const installations = (await node('installations')).filter((row) => row['subject_id'] === id);
  return {
    person,
    id,
    contact: { kept, ended },
    /** What anybody can know of, for arguments. */
    own: {
      offerId: open?.id ?? '',
      appId: kept.appId,
      handle: publicProfile?.handle ?? '',
      'InstallAppInput.appId': wanted,
      'InstallAppInput.disclosureHash': toInstall?.hash ?? '',
    },
    /** What names things of theirs alone. */
    secret: {
      grantId: kept.grantId,
      exportId: made.id,
      requestId: request?.id ?? '',
      noticeHash: unpublished?.hash ?? '',
      disclosureHash: shown?.hash ?? '',
      complaint: complaint?.id ?? '',
      appealed: appealed?.id ?? '',
      refusal: refusal?.id ?? '',
      release: String(rows.find((row) => row['grant_id'] === ended.grantId)?.['id']),
      installation: String(installations[0]?.['id']),
      subject: id,
    },
  };
}

/** A partner with one of everything that a partner can have, given people who said yes to it. */
async function fullPartner(stage: Stage, slug: string, url: string) {
  const { marketplace } = stage;
  const door = stage.partner(slug);
  const token = marketplace.partnerToken(slug);
  const desk = onboarding(marketplace).partner(token);
  const endpoint = await door.connect(url);
  const sandbox = await door.connect(`${url}/sandbox`, { sandbox: true });
  const { key, apiKey } = await desk.createKey(`${slug} key`);
  const { app: draft } = await desk.createApp(`${slug}-draft`);
  const client = await oauth(marketplace).clientsOf(token).made(`${slug} program`);
  const { token: accessToken } = await oauth(marketplace).byBasic(client.id, client.secret);
  const { contact: madeUp } = await door.makeUp(draft?.id ?? '');
  const { recovery } = await door.recover(endpoint.id, stage.clock.now() - MINUTE);
  return {
    slug,
    door,
    partnerId: (await desk.me()).id,
    token,
    apiKey: apiKey ?? '',
    accessToken,
    draftId: draft?.id ?? '',
    own: {
      endpointId: endpoint.id,
      sandboxEndpoint: sandbox.id,
      apiKeyId: key?.id ?? '',
      clientId: client.id,
      appId: draft?.id ?? '',
      contactId: madeUp?.contactId ?? '',
      recovery: recovery?.id ?? '',
    },
  };
}

/** What a partner has of somebody who said yes to it twice and took one back. */
async function withPeople(
  partner: Awaited<ReturnType<typeof fullPartner>>,
  { kept, ended }: Awaited<ReturnType<typeof fullPerson>>['contact'],
) {
  const [delivery] = await partner.door.deliveries({ sandbox: false });
  const [duty] = await partner.door.deletions('OPEN');
  const contactId = duty?.contactId ?? '';
  return {
    ...partner,
    own: {
      ...partner.own,
      deliveryId: delivery?.id ?? '',
      'Query.contact.contactId': contactId,
      'Query.contact.appId': kept.appId,
      'Query.offerReport.appId': kept.appId,
      'AttestDeletionInput.contactId': contactId,
      'AttestDeletionInput.appId': ended.appId,
    },
  };
}

/** What the privacy office does about a person: a look, and a disclosure in a legal process. */
async function lookedAt(marketplace: Marketplace, subjectId: string, until_: string): Promise<string> {
  const [ada, bo, cy] = ['ada', 'bo', 'cy'].map((name) => officer(marketplace, name)) as [
    Officer,
    Officer,
    Officer,
  ];
  await ada.act('readPerson', 'read { id }', {
    ...{ subjectId, fields: ['EMAIL', 'GRANTS'], reason: 'A complaint says so.', reference: 'C-1' },
  });
  const { request } = await ada.act<{ request: { id: string } | null }>(
    'openLegalRequest',
    'request { id }',
    {
      ...{ authority: 'District Court of Prague 1', instrument: 'COURT_ORDER', reference: '12 Nc 34/2026' },
      ...{ subjectIds: [subjectId], fields: ['EMAIL'], receivedAt: until_ },
    },
  );
  const requestId = request?.id ?? '';
  for (const who of [bo, cy]) await who.act('approveLegalRequest', 'request { id }', { requestId });
  await ada.act('discloseLegalRequest', 'request { id }', { requestId });
  return requestId;
}

/**
 * A marketplace with two people and two partners who have one of everything, a third partner that is suspended, and
 * staff who have looked at both people: each is somebody else to the other.
 */
export async function openTwoOfEverything(dialect: Dialect) {
  const stage = await openStage(dialect);
  const { marketplace } = stage;
  const receiver = await stage.receiver();
  const [first, second, third] = await Promise.all([
    fullPartner(stage, 'calmly', `${receiver.url}/calmly`),
    fullPartner(stage, 'birchmail', `${receiver.url}/birchmail`),
    fullPartner(stage, 'ember-forms', `${receiver.url}/ember`),
  ]);
  const desk = marketing(marketplace);
  const staff = { door: 'marketing', token: desk.ann } as const;
  await done(marketplace, staff, 'createList', { name: 'Friends', purpose: 'To leave them alone.' });
  await done(marketplace, staff, 'registerEvent', { name: 'login', purpose: 'To count.', retentionDays: 30 });
  const office_ = { door: 'privacy', token: marketplace.staffToken('privacy') } as const;
  const { processor } = await done<{ processor: { id: string } }>(
    marketplace,
    office_,
    'registerProcessor',
    {
      ...{ slug: 'mail-house', name: 'Mail House', purpose: 'Sends letters.', fields: ['EMAIL'] },
      ...{ promotional: true, country: 'IE', contact: 'dpo@mail-house.example' },
      privacyPolicyUrl: 'https://mail-house.example/privacy',
    },
    'processor { id }',
  );
  await done(marketplace, office_, 'giveProcessorNotice', {
    processorId: processor.id,
    text: 'From May on.',
  });
  const { createSegment } = await desk.ask<{ createSegment: { segment: { id: string } } }>(
    'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { segment { id } } }',
    { input: { name: 'Payers', criterion: { text: 'plan = "pro"' }, idempotencyKey: newKey() } },
  );
  const { addOfferImage } = await desk.ask<{ addOfferImage: { image: { id: string } } }>(
    'mutation ($input: AddOfferImageInput!) { addOfferImage(input: $input) { image { id } } }',
    { input: { data: grey(64, 32).toString('base64'), alt: 'A map', idempotencyKey: newKey() } },
  );
  const pictured = [
    { key: 'a', title: 'A title', text: 'See https://acorn.example/', imageId: addOfferImage.image.id },
  ];
  const campaignIds: string[] = [];
  for (const [slug, options] of [
    ['acorn-helpdesk', everyOption],
    ['acorn-knowledge', {}],
    ['acorn-reviews', { variants: pictured }],
  ] as const)
    campaignIds.push(await desk.launch(await stage.act.appId(slug), { ...options, criterion: everybody }));
  const [alice, bob, carol] = await Promise.all([
    fullPerson(stage, 'alice', { partner: 'calmly', kept: 'calmly-booking', ended: 'calmly-rooms' }),
    fullPerson(stage, 'bob', { partner: 'birchmail', kept: 'birch-popups', ended: 'birch-automations' }),
    fullPerson(stage, 'carol', { partner: 'ember-forms', kept: 'ember-surveys', ended: 'ember-contact' }),
  ]);
  const legalRequests: string[] = [];
  for (const { id } of [alice, bob])
    legalRequests.push(await lookedAt(marketplace, id, new Date(stage.clock.now() - MINUTE).toISOString()));
  const calmly = await withPeople(first, alice.contact);
  const birchmail = await withPeople(second, bob.contact);
  const ember = await withPeople(third, carol.contact);
  const catalogue = onboarding(marketplace);
  await catalogue.partner(calmly.token).submitApp(calmly.draftId);
  const [review] = await catalogue.reviews();
  await catalogue.suspend(ember.partnerId);
  await officer(marketplace, 'ada').act('placeHold', 'hold { id }', {
    ...{ subjectId: carol.id, reason: 'A dispute about a bill.' },
  });
  await leaving(marketplace).leave(carol.person);
  await stage.settled();

  return {
    ...{ stage, marketplace, alice, bob, carol, calmly, birchmail, ember, campaignIds, legalRequests },
    reviewId: review?.id ?? '',
    segmentId: createSegment.segment.id,
    imageId: addOfferImage.image.id,
    categoryId: String((await rowsOf(marketplace, 'categories'))[0]?.['id']),
    close: () => stage.close(),
  };
}

export type TwoOfEverything = Awaited<ReturnType<typeof openTwoOfEverything>>;
