/** A trait's value. A person for whom a trait is not known has no value for it, never a default. */
export type TraitValue = string | number | boolean;
export type Traits = Readonly<Record<string, TraitValue>>;

export type TraitType =
  | { readonly type: 'text'; readonly values: readonly string[] }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'flag' };

/**
 * What can be known about a person for targeting, and nothing else can: each trait is about how somebody uses the
 * company's own product, none is sensitive, none comes from outside.
 */
export const traitRegistry: Readonly<Record<string, TraitType>> = {
  country: {
    type: 'text',
    values: ['AT', 'BR', 'CA', 'CH', 'DE', 'ES', 'FR', 'GB', 'IN', 'IT', 'JP', 'NL', 'PL', 'SE', 'US'],
  },
  language: { type: 'text', values: ['de', 'en', 'es', 'fr', 'it', 'ja', 'nl', 'pl', 'pt', 'sv'] },
  plan: { type: 'text', values: ['free', 'starter', 'pro', 'business'] },
  industry: {
    type: 'text',
    values: ['arts', 'education', 'events', 'food', 'health', 'retail', 'services', 'software', 'travel'],
  },
  device: { type: 'text', values: ['desktop', 'mobile', 'tablet'] },
  site_count: { type: 'number', min: 0, max: 1_000 },
  company_size: { type: 'number', min: 1, max: 100_000 },
  monthly_visits: { type: 'number', min: 0, max: 100_000_000 },
  signup_year: { type: 'number', min: 2006, max: 2100 },
  has_shop: { type: 'flag' },
  has_blog: { type: 'flag' },
  sends_newsletter: { type: 'flag' },
};

/** Whether `value` is one that the trait can have. */
export function isTraitValue(trait: TraitType, value: unknown): value is TraitValue {
  switch (trait.type) {
    case 'text':
      return typeof value === 'string' && trait.values.includes(value);
    case 'number':
      return typeof value === 'number' && Number.isFinite(value) && value >= trait.min && value <= trait.max;
    case 'flag':
      return typeof value === 'boolean';
  }
}
