import { appsById } from '../catalog/index.ts';
import { canonicalJson } from '../kernel/canonical-json.ts';
import type { JsonValue } from '../kernel/canonical-json.ts';
import type { Millis } from '../kernel/clock.ts';
import { isRefusal, refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { idempotentRequest, onceForKey } from '../platform/idempotency.ts';
import type { KeyedHashes } from '../platform/key-ring.ts';
import { traitRegistry } from '../traits/index.ts';
import type { TraitRegistry } from '../traits/index.ts';
import { parseCriterion } from './criterion.ts';
import type { Criterion } from './criterion.ts';
import { closeOffer, insertOffers, offersById } from './store.ts';
import type { Offer } from './store.ts';

export interface NewOffer {
  readonly appId: string;
  readonly title: string;
  readonly text: string;
  /** The JSON form; see `parseCriterion`. */
  readonly criterion: JsonValue;
  readonly startsAt: Millis;
  readonly endsAt: Millis;
}

const TITLE = 80;
const TEXT = 500;

function check(input: NewOffer, traits: TraitRegistry): Criterion | Refusal {
  const wrong = (field: string, wants: string): Refusal =>
    refuse('INVALID_INPUT', ['input', field], `${field} wants ${wants}.`);
  if (input.title.trim() === '' || input.title.length > TITLE)
    return wrong('title', `1 to ${TITLE} characters`);
  if (input.text.trim() === '' || input.text.length > TEXT) return wrong('text', `1 to ${TEXT} characters`);
  if (input.endsAt <= input.startsAt) return wrong('endsAt', 'a time after startsAt');
  const parsed = parseCriterion(input.criterion, traits);
  if ('criterion' in parsed) return parsed.criterion;
  const words = parsed.problems.map(({ at, wants }) => `${at} wants ${wants}`).join('; ');
  return refuse('CRITERION_INVALID', ['input', 'criterion'], `${words}.`);
}

/** What staff of the marketing door may do to offers. `principal` is who asks. */
export function createOfferDesk(db: Database, hashes: KeyedHashes) {
  async function insert(tx: Tx, input: NewOffer): Promise<Offer | Refusal> {
    const criterion = check(input, await traitRegistry(tx));
    if (isRefusal(criterion)) return criterion;
    if (!(await appsById(tx, [input.appId])).has(input.appId)) {
      return refuse('NOT_FOUND', ['input', 'appId'], 'There is no app with this id.');
    }
    const offer: Offer = { ...input, criterion, id: newId('offer', tx.now), createdAt: tx.now };
    await insertOffers(tx, [offer]);
    return offer;
  }

  const reload = async (tx: Tx, id: string): Promise<Offer> => {
    const offer = (await offersById(tx, [id])).get(id);
    if (offer === undefined) throw new Error('an offer that was made is there');
    return offer;
  };

  return {
    createOffer(principal: string, key: string, input: NewOffer): Promise<Offer | Refusal> {
      const body = { ...input, criterion: canonicalJson(input.criterion) };
      const request = idempotentRequest(hashes, { principal, mutation: 'createOffer', key, body });
      return onceForKey(db, request, { make: (tx) => insert(tx, input), reload });
    },

    endOffer(principal: string, key: string, offerId: string): Promise<Offer | Refusal> {
      const request = idempotentRequest(hashes, { principal, mutation: 'endOffer', key, body: { offerId } });
      return onceForKey(db, request, {
        make: async (tx) =>
          (await closeOffer(tx, offerId)) ??
          refuse('NOT_FOUND', ['input', 'offerId'], 'There is no offer with this id.'),
        reload,
      });
    },
  };
}
