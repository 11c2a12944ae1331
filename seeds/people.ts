import { firstTraits } from '../src/traits/index.ts';
import type { TraitFact, TraitType, TraitValue } from '../src/traits/index.ts';
import { pick, sequence } from './deterministic.ts';

export interface PersonSeed {
  /** The `sub` of the identity provider. */
  readonly sub: string;
  readonly email: string;
  readonly birthDate: string;
  /** By name of the trait. */
  readonly traits: Readonly<Record<string, TraitValue>>;
}

/** What is recorded about a seeded person. */
export const factsOf = (subjectId: string, { traits }: Pick<PersonSeed, 'traits'>): TraitFact[] =>
  Object.entries(traits).map(([trait, value]) => ({ subjectId, trait, value }));

const given =
  'ada bo cleo dara eli finn gia hugo ines jana kofi lea milo nora otto pia quin rosa sami tara uma vito wren xeno yara zeno'.split(
    ' ',
  );
const family =
  'abel brook castro dahl engel ferro grant haas ivers jung kramer lind moser nagy olsen petit quade rossi silva toth ulrich vega weiss young zimmer'.split(
    ' ',
  );

/** Skewed, as such numbers are: many small, few large. */
const skewed = (max: number, next: () => number): number => Math.floor(max * next() ** 4);

const countries = 'AT BR CA CH DE ES FR GB IN IT JP NL PL SE US'.split(' ');

function valueOf(name: string, type: TraitType, next: () => number): TraitValue {
  if (type.type === 'country') return pick(countries, next);
  if (type.type === 'text') return pick(type.values ?? [], next);
  if (type.type === 'number') {
    return name === 'signup_year'
      ? 2006 + Math.floor(next() * 21)
      : type.min + skewed(Math.min(type.max, 50_000), next);
  }
  return next() < 0.4;
}

function traitsOf(next: () => number): PersonSeed['traits'] {
  const traits: Record<string, TraitValue> = {};
  for (const { name, type } of firstTraits) {
    // One trait in eight is not known of a person.
    if (next() >= 0.125) traits[name] = valueOf(name, type, next);
  }
  return traits;
}

/** Made-up people, the same ones every time. Addresses lie under `mail.example` (RFC 2606). */
export function people(count: number): PersonSeed[] {
  const next = sequence(20_150_601);
  return Array.from({ length: count }, (_, i) => {
    const name = `${pick(given, next)}.${pick(family, next)}`;
    const year = 1948 + Math.floor(next() * 58);
    const month = 1 + Math.floor(next() * 12);
    const day = 1 + Math.floor(next() * 28);
    const two = (n: number): string => String(n).padStart(2, '0');
    return {
      sub: `person-${i + 1}`,
      email: `${name}.${i + 1}@mail.example`,
      birthDate: `${year}-${two(month)}-${two(day)}`,
      traits: traitsOf(next),
    };
  });
}

/** The person whose token `npm start` prints; several offers are for her. */
export const demoPerson: PersonSeed = {
  sub: 'demo-user',
  email: 'ada.demo@mail.example',
  birthDate: '1985-12-10',
  traits: {
    country: 'DE',
    language: 'en',
    plan: 'pro',
    industry: 'arts',
    device: 'desktop',
    site_count: 4,
    company_size: 3,
    monthly_visits: 2_500,
    signup_year: 2024,
    has_shop: true,
    has_blog: true,
    sends_newsletter: false,
  },
};
