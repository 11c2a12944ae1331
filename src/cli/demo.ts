import { plant } from '../../seeds/plant.ts';
import { demoPerson } from '../../seeds/people.ts';
import { partners } from '../../seeds/catalog.ts';
import { findByLogin } from '../accounts/index.ts';
import type { Serving, Sluice, Surroundings } from '../app/index.ts';
import { partnerIdBySlug } from '../catalog/index.ts';
import { endpointsOfPartners, secretsOf } from '../delivery/index.ts';
import { pathOf, staffRoles } from '../http/index.ts';
import { ConfigError, isRefusal } from '../kernel/errors.ts';
import type { Door } from '../kernel/principal.ts';
import { formatVerifierKey } from '../ledger/index.ts';
import type { DemoReceiver } from './demo-receiver.ts';
import { issueToken } from './issue-token.ts';

const startAnew = (message: string): ConfigError =>
  new ConfigError([`demo: ${message} Remove the data folder to start anew.`]);

/** Every partner of the demo receives at the demo receiver. */
export async function connectReceiver(
  { db, services }: Sluice,
  { clock }: Surroundings,
  receiver: DemoReceiver,
): Promise<void> {
  for (const { slug } of partners) {
    const partnerId = await db.read((reader) => partnerIdBySlug(reader, slug));
    if (partnerId === null) continue;
    const url = receiver.urlFor(slug);
    const known = (await db.read((reader) => endpointsOfPartners(reader, [partnerId]))).find(
      (endpoint) => endpoint.url === url,
    );
    const { endpoints, vault } = services;
    const made = known ?? (await endpoints.create(partnerId, `demo:${url}`, { url, sandbox: false }));
    if (isRefusal(made)) throw startAnew(made.message);
    const { id } = 'endpoint' in made ? made.endpoint : made;
    const secrets = await db.read((reader) => secretsOf(reader, vault.keyRing, [id], clock.now()));
    receiver.trust(slug, secrets.get(id) ?? []);
    if (known?.status === 'active') continue;
    const verified = await endpoints.verify(partnerId, id);
    if (isRefusal(verified)) throw startAnew(verified.message);
  }
}

export const plantDemo = ({ db, services, ledger }: Sluice, { config }: Surroundings): Promise<boolean> =>
  plant({ db, vault: services.vault, ledger, issuer: config.jwt.issuer });

/** One token for each door, and one for the marketing door's other role. */
export function demoTokens({ config, secrets }: Surroundings): Record<Door | 'catalog', string> {
  const { sub, email } = demoPerson;
  const token = (request: Parameters<typeof issueToken>[2]) => issueToken(config.jwt, secrets, request);
  return {
    marketplace: token({ door: 'marketplace', sub, email, emailVerified: true }),
    partner: token({ door: 'partner', sub: 'acorn-desk' }),
    marketing: token({ door: 'marketing', sub: 'mara', role: staffRoles.marketing }),
    catalog: token({ door: 'marketing', sub: 'cara', role: 'catalog' }),
    privacy: token({ door: 'privacy', sub: 'pau', role: staffRoles.privacy }),
  };
}

/** An offer for the demo person that is still open, so that the printed lines work at every start. */
async function openOffer({ db, services }: Sluice, surroundings: Surroundings): Promise<string> {
  const { config, clock } = surroundings;
  return db.read(async (reader) => {
    const login = services.hashes.loginIndex(config.jwt.issuer, demoPerson.sub);
    const person = await findByLogin(reader, login);
    if (person === null) return 'OFFER_ID';
    const offers = await services.viewerOffers.list(reader, person.id, clock.now());
    return offers[0]?.id ?? 'OFFER_ID';
  });
}

const curl = (url: string, token: string, query: string): string =>
  `curl -s ${url} -H 'content-type: application/json' -H "authorization: Bearer $${token}" -d "${JSON.stringify({ query }).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** What a newcomer can paste: where things are, a token for each door, and the main job in three lines. */
export async function guidance(
  serving: Serving,
  surroundings: Surroundings,
  receiver: DemoReceiver,
): Promise<string> {
  const { url, staffUrl, sluice } = serving;
  const verifierKey = formatVerifierKey(sluice.services.receipts.identity.signers[0].key);
  const tokens = demoTokens(surroundings);
  const offerId = await openOffer(sluice, surroundings);
  const at = (door: Door): string =>
    `${door === 'marketing' || door === 'privacy' ? staffUrl : url}${pathOf[door]}`;
  const graphql = at('marketplace');
  const disclosure = `{ disclosure(input: {offerId: "${offerId}"}) { disclosure { text hash } userErrors { code message } } }`;
  const accept = `mutation { acceptOffer(input: {offerId: "${offerId}", disclosureHash: "HASH", idempotencyKey: "KEY"}) { grant { id state app { name } } userErrors { code message } } }`;
  const releases =
    '{ viewer { releases(first: 5) { nodes { partner { legalName } app { name } releasedAt delivered text } } } }';
  return [
    '',
    'Sluice is up, with a made-up marketplace.',
    '',
    `  console            ${url}/`,
    `  marketing’s page   ${staffUrl}/audience`,
    `  marketplace door   ${at('marketplace')}`,
    `  partner door       ${at('partner')}`,
    `  marketing door     ${at('marketing')}`,
    `  privacy door       ${at('privacy')}`,
    `  demo partners got  ${receiver.pageUrl}`,
    `  ledger             ${url}/ledger/checkpoint`,
    '',
    'A token for each door, good for a day (CATALOG_TOKEN: the marketing door too, to invite partners and review apps):',
    '',
    `  USER_TOKEN=${tokens.marketplace}`,
    `  PARTNER_TOKEN=${tokens.partner}`,
    `  MARKETING_TOKEN=${tokens.marketing}`,
    `  CATALOG_TOKEN=${tokens.catalog}`,
    `  PRIVACY_TOKEN=${tokens.privacy}`,
    '',
    'The main job in three lines (paste USER_TOKEN first): read what a yes means, say yes, see who has your email.',
    '',
    `  SHOWN=$(${curl(graphql, 'USER_TOKEN', disclosure)}); echo "$SHOWN"; HASH=$(echo "$SHOWN" | grep -o '[0-9a-f]\\{64\\}')`,
    '',
    `  ${curl(graphql, 'USER_TOKEN', accept).replace('HASH', '$HASH').replace('KEY', 'yes-$RANDOM$RANDOM')}`,
    '',
    `  ${curl(graphql, 'USER_TOKEN', releases)}`,
    '',
    'Check the whole ledger as an outsider does, by nothing but its key:',
    '',
    `  npm run --silent sluice -- verify ${url}/ledger/ --key ${verifierKey}`,
    '',
    '',
  ].join('\n');
}
