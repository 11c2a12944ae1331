import { isOptedOutBySignal, wantsOffers } from '../../offers/index.ts';
import type { OutsideLinks } from '../../platform/outside-links.ts';
import { subjectTypes } from '../../visits/index.ts';
import type { Resolvers } from '../generated/marketplace.ts';

export interface WebsiteServices {
  readonly links: Pick<OutsideLinks, 'linkTo' | 'inText'>;
}

/** The marketplace door's fields for what the browser says, where links lead, and whom the policy is for. */
export function createWebsiteResolvers({ links }: WebsiteServices) {
  return {
    Query: {
      subjectTypes: () => subjectTypes.map(({ type, held, rights }) => ({ type, held, rights: [...rights] })),
    },
    Preferences: {
      offers: wantsOffers,
      optedOutBySignal: isOptedOutBySignal,
      signalSeenAt: ({ signal }) => signal?.seenAt ?? null,
      signalOverruledAt: ({ signal }) => signal?.overruledAt ?? null,
    },
    Partner: {
      websiteLink: ({ website }) => links.linkTo(website),
      privacyPolicyLink: ({ policy }) => (policy === null ? null : links.linkTo(policy.url)),
    },
    App: { links: ({ tagline, description }) => links.inText(`${tagline}\n${description}`) },
    Offer: { links: ({ title, text }) => links.inText(`${title}\n${text}`) },
    Disclosure: { privacyPolicyLink: ({ partnerPolicyUrl }) => links.linkTo(partnerPolicyUrl) },
  } satisfies Resolvers;
}
