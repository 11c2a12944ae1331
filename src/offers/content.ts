import { refuse } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import type { CampaignContent, Variant } from './types.ts';
import { isTimeOfDay, isTimeZone, windowOf } from './window.ts';

/** What a campaign is when nothing else is said, apart from its words, its window and whom it is for. */
export const plainContent = {
  priority: 50,
  frequencyCap: null,
  maxAcceptances: null,
  budget: null,
  holdoutPercent: 0,
  suppressionLists: [],
  channels: ['site'],
  quietHours: null,
  spreadHours: 0,
  report: false,
} satisfies Partial<CampaignContent>;

const TITLE = 80;
const TEXT = 500;
const VARIANTS = 10;
const LISTS = 20;
const LARGEST = 1_000_000_000;
const LONGEST_SPREAD = 14 * 24;

const isWhole = (value: number, from: number, to: number): boolean =>
  Number.isInteger(value) && value >= from && value <= to;

const isWritten = (text: string, most: number): boolean => text.trim() !== '' && text.length <= most;

/** Each says what it wants of a part of the content; null: it is fine. */
type Check = (
  content: CampaignContent,
) => readonly [field: readonly (string | number)[], wants: string] | null;

function variantProblem(variant: Variant, place: number, all: readonly Variant[]): ReturnType<Check> {
  const at = (field: string) => ['variants', place, field];
  const { key, weight, title, text } = variant;
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(key) || all.findIndex((one) => one.key === key) !== place) {
    return [at('key'), 'a name of its own: a small letter, then up to 19 small letters, digits, hyphens'];
  }
  if (!isWhole(weight, 1, 100)) return [at('weight'), 'a whole number from 1 to 100'];
  if (!isWritten(title, TITLE)) return [at('title'), `1 to ${TITLE} characters`];
  return isWritten(text, TEXT) ? null : [at('text'), `1 to ${TEXT} characters`];
}

const checks: readonly Check[] = [
  ({ variants }) =>
    variants.length >= 1 && variants.length <= VARIANTS ? null : [['variants'], `1 to ${VARIANTS} variants`],
  ({ variants }) =>
    variants.map((variant, i) => variantProblem(variant, i, variants)).find((problem) => problem !== null) ??
    null,
  ({ timeZone }) =>
    isTimeZone(timeZone)
      ? null
      : [['timeZone'], 'a name of the IANA time zone database, such as Europe/Berlin'],
  ({ startsLocal, timeZone }) =>
    windowOf({ startsLocal, endsLocal: startsLocal, timeZone })
      ? null
      : [['startsLocal'], 'a local time such as 2026-03-01T09:00'],
  (content) => {
    const window = windowOf(content);
    return window !== null && window.startsAt < window.endsAt
      ? null
      : [['endsLocal'], 'a local time such as 2026-03-31T18:00, after startsLocal'];
  },
  ({ priority }) => (isWhole(priority, 0, 100) ? null : [['priority'], 'a whole number from 0 to 100']),
  ({ frequencyCap: cap }) =>
    cap === null || (isWhole(cap.times, 1, 1_000) && isWhole(cap.days, 1, 365))
      ? null
      : [['frequencyCap'], '1 to 1000 times within 1 to 365 days'],
  ({ maxAcceptances: most }) =>
    most === null || isWhole(most, 1, LARGEST)
      ? null
      : [['maxAcceptances'], `a whole number from 1 to ${LARGEST}`],
  ({ budget }) =>
    budget === null ||
    (isWhole(budget.perAcceptance, 1, LARGEST) &&
      isWhole(budget.total, budget.perAcceptance, Number.MAX_SAFE_INTEGER) &&
      /^[A-Z]{3}$/.test(budget.currency))
      ? null
      : [
          ['budget'],
          'whole numbers of the smallest coin, a total of at least one acceptance, and a currency such as EUR',
        ],
  ({ holdoutPercent: percent }) =>
    percent >= 0 && percent <= 90 && Math.round(percent * 100) / 100 === percent
      ? null
      : [['holdoutPercent'], 'a number from 0 to 90 with at most two decimals'],
  ({ suppressionLists: lists }) =>
    lists.length <= LISTS && new Set(lists).size === lists.length
      ? null
      : [['suppressionLists'], `up to ${LISTS} different lists`],
  ({ channels }) =>
    channels.length > 0 && new Set(channels).size === channels.length
      ? null
      : [['channels'], 'at least one channel, each once'],
  ({ quietHours: quiet }) =>
    quiet === null || (isTimeOfDay(quiet.from) && isTimeOfDay(quiet.to))
      ? null
      : [['quietHours'], 'two times of day such as 21:00 and 08:00'],
  ({ spreadHours: hours }) =>
    isWhole(hours, 0, LONGEST_SPREAD)
      ? null
      : [['spreadHours'], `a whole number from 0 to ${LONGEST_SPREAD}`],
];

/** Null: the content can stand in a campaign. Its criterion is checked elsewhere. */
export function refuseContent(content: CampaignContent): Refusal | null {
  for (const check of checks) {
    const problem = check(content);
    if (problem === null) continue;
    const [field, wants] = problem;
    return refuse(
      'INVALID_INPUT',
      ['input', 'content', ...field.map(String)],
      `${field.join('.')} wants ${wants}.`,
    );
  }
  return null;
}
