import { appsById, partnersById } from '../catalog/index.ts';
import type { Millis } from '../kernel/clock.ts';
import type { Queryable } from '../platform/db/index.ts';
import { isTargeted, loadFacts } from '../targeting/index.ts';
import { traitRegistry } from '../traits/index.ts';
import { reasonsAgainst } from './eligibility.ts';
import { offersById } from './offers-in-force.ts';
import { preferencesOf } from './preferences.ts';
import { dayOf } from './shows.ts';
import { inWordsFor, standingsOf } from './viewer-offers.ts';
import { afterQuietHours } from './window.ts';

/** An offer in the words of a letter, or when it may go. */
export type MailableOffer =
  | {
      readonly kind: 'offer';
      readonly title: string;
      readonly text: string;
      readonly appName: string;
      readonly partnerName: string;
    }
  | { readonly kind: 'wait'; readonly until: Millis };

/** The offer for one person's mail, asked at the moment of sending; null: it is not to go any more. */
export async function mailableOffer(
  at: Queryable,
  asked: { readonly subjectId: string; readonly campaignId: string; readonly version: number },
  now: Millis,
): Promise<MailableOffer | null> {
  const { subjectId, campaignId, version } = asked;
  const registry = await traitRegistry(at);
  const facts = (await loadFacts(at, [subjectId], registry)).get(subjectId);
  const offer = (await offersById(at, [campaignId])).get(campaignId);
  if (facts === undefined || offer?.version !== version || !offer.content.channels.includes('email'))
    return null;
  if (!(await preferencesOf(at, subjectId)).offersByEmail) return null;
  const targeted = isTargeted(offer.criterion, facts, { traits: registry, today: dayOf(now) });
  const standing = (await standingsOf(at, facts, [offer], now))(offer, targeted);
  const against = reasonsAgainst(offer, standing).filter((reason) => reason !== 'not_on_site');
  if (against.length > 0) return null;
  const { quietHours, timeZone } = offer.content;
  const until = afterQuietHours(quietHours, timeZone, now);
  if (until > now) return { kind: 'wait', until };
  const app = (await appsById(at, [offer.appId])).get(offer.appId);
  const partner = app && (await partnersById(at, [app.partnerId])).get(app.partnerId);
  if (app === undefined || partner === undefined) return null;
  const { title, text } = inWordsFor(facts, offer);
  return { kind: 'offer', title, text, appName: app.name, partnerName: partner.legalName };
}
