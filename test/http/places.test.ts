import assert from 'node:assert/strict';
import { doorAt, placeOf } from '../../src/http/places.ts';
import type { Place } from '../../src/http/places.ts';

describe('what a request is for', () => {
  it('is a door, a kind of route, or other, as Express reads the path', () => {
    const places: readonly [string, Place][] = [
      ['/graphql', 'marketplace'],
      ['/GraphQL/?query={viewer{email}}', 'marketplace'],
      ['/graphql/partner', 'partner'],
      ['/graphql/marketing?x', 'marketing'],
      ['/graphql/privacy', 'privacy'],
      ['/graphql/nobody', 'other'],
      ['/healthz', 'health'],
      ['/readyz?x=1', 'health'],
      ['/ledger/tile/0/000', 'ledger'],
      ['/unsubscribe/a-token', 'unsubscribe'],
      ['/privacy/erasures', 'privacy-forms'],
      ['/.well-known/jwks.json', 'well-known'],
      ['/', 'other'],
      ['', 'other'],
      ['/constructor', 'other'],
      ['http://elsewhere.example/graphql', 'other'],
      ['/ada@mail.example', 'other'],
    ];
    for (const [url, place] of places) assert.equal(placeOf(url), place, url);
    assert.equal(doorAt('privacy'), 'privacy');
    assert.equal(doorAt('privacy-forms'), null);
  });
});
