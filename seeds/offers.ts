import type { JsonValue } from '../src/kernel/canonical-json.ts';

/** Title, app, and for whom, in the JSON form of a criterion. */
export type OfferSeed = readonly [app: string, title: string, text: string, criterion: JsonValue];

const eq = (trait: string, value: string | number | boolean) => ({ eq: { trait, value } });
const isIn = (trait: string, ...values: (string | number)[]) => ({ in: { trait, values } });
const gte = (trait: string, value: number) => ({ gte: { trait, value } });
const lt = (trait: string, value: number) => ({ lt: { trait, value } });
const and = (...all: JsonValue[]) => ({ and: all });
const or = (...all: JsonValue[]) => ({ or: all });
const not = (of: JsonValue) => ({ not: of });

const dach = isIn('country', 'AT', 'CH', 'DE');
const shop = eq('has_shop', true);
const paying = isIn('plan', 'starter', 'pro', 'business');

export const offers: readonly OfferSeed[] = [
  [
    'acorn-helpdesk',
    'Three months of Helpdesk free',
    'For sites with a shop: three months without a bill.',
    shop,
  ],
  [
    'acorn-knowledge',
    'Help centre at half price',
    'Half price for the first year.',
    and(paying, gte('company_size', 5)),
  ],
  [
    'acorn-reviews',
    'First 200 reviews free',
    'Collect two hundred reviews before you pay.',
    and(shop, gte('monthly_visits', 500)),
  ],
  [
    'birch-newsletter',
    'Double your free sends',
    'Twice as many newsletters on the free plan.',
    eq('plan', 'free'),
  ],
  [
    'birch-popups',
    'Pop-ups Pro for a month',
    'Try every pop-up for thirty days.',
    not(eq('sends_newsletter', true)),
  ],
  [
    'birch-automations',
    'A welcome series, set up for you',
    'We set up your first series.',
    eq('sends_newsletter', true),
  ],
  [
    'calmly-booking',
    'Booking free until summer',
    'No fees until the end of June.',
    isIn('industry', 'health', 'services'),
  ],
  [
    'calmly-classes',
    'Classes: first ten free',
    'Your first ten classes cost nothing.',
    isIn('industry', 'education', 'health'),
  ],
  ['calmly-rooms', 'Rooms at 30 % off', 'For restaurants and cafes.', eq('industry', 'food')],
  ['drift-stats', 'Stats for up to five sites', 'Five sites for the price of one.', gte('site_count', 2)],
  ['drift-heatmaps', 'Heatmaps trial of 60 days', 'Twice the usual trial.', gte('monthly_visits', 1_000)],
  [
    'drift-goals',
    'Goals free for shops',
    'Free as long as you sell less than 500 a month.',
    and(shop, eq('plan', 'free')),
  ],
  [
    'drift-reports',
    'Weekly report for agencies',
    'One report for all your sites.',
    and(gte('site_count', 3), gte('company_size', 2)),
  ],
  [
    'ember-contact',
    'Contact Form Plus',
    'File uploads free for a year.',
    or(eq('plan', 'free'), eq('plan', 'starter')),
  ],
  [
    'ember-surveys',
    'Unlimited surveys in May',
    'As many answers as come.',
    isIn('language', 'en', 'de', 'fr'),
  ],
  [
    'ember-signup',
    'Sign-up sheets for clubs',
    'Free for clubs and schools.',
    isIn('industry', 'education', 'arts', 'events'),
  ],
  ['fern-shop', 'No fees on your first 50 orders', 'Open a shop and keep all of it.', not(shop)],
  [
    'fern-subscriptions',
    'Subscriptions starter kit',
    'Boxes and labels included.',
    and(shop, eq('industry', 'food')),
  ],
  [
    'fern-gift-cards',
    'Gift cards for the holidays',
    'No commission until January.',
    and(shop, gte('monthly_visits', 300)),
  ],
  ['gull-galleries', 'Galleries for artists', 'Unlimited photos for a year.', eq('industry', 'arts')],
  ['gull-icons', 'Icons at 40 % off', 'For anybody with two sites or more.', gte('site_count', 2)],
  [
    'harbor-checkout',
    'Lower card fees for a year',
    'One percent less on every sale.',
    and(shop, isIn('country', 'US', 'CA')),
  ],
  [
    'harbor-invoices',
    'Invoices for freelancers',
    'Free for companies of one.',
    and(eq('industry', 'services'), lt('company_size', 2)),
  ],
  ['ink-proof', 'Proof reads your first 20 pages', 'For everyone who writes.', eq('has_blog', true)],
  ['ink-translate', 'One language on us', 'Translate into a language of your choice.', dach],
  ['juniper-live', 'Live chat for shops', 'Three seats for the price of one.', and(shop, paying)],
  ['juniper-faq', 'FAQ free for newcomers', 'For sites made this year or last.', gte('signup_year', 2025)],
  ['kite-feeds', 'All feeds on the free plan', 'No limit on feeds for six months.', eq('device', 'mobile')],
  [
    'lantern-seo',
    'An SEO check-up by a human',
    'A specialist looks at your site once.',
    and(paying, gte('monthly_visits', 200)),
  ],
  [
    'lantern-local',
    'Local listing in Europe',
    'Listed in ten directories.',
    isIn('country', 'AT', 'CH', 'DE', 'ES', 'FR', 'IT', 'NL', 'PL', 'SE'),
  ],
  [
    'mosaic-fonts',
    'Two font families free',
    'Choose any two.',
    or(eq('industry', 'arts'), eq('has_blog', true)),
  ],
  [
    'north-tickets',
    'No ticket fees this season',
    'For events of up to 300 guests.',
    eq('industry', 'events'),
  ],
  ['north-calendar', 'Calendar Pro for a year', 'For everyone with a paid plan.', paying],
];
