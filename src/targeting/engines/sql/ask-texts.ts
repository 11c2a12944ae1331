import type { Reader } from '../../../platform/db/index.ts';
import type { TextLeaf } from '../../plan.ts';
import type { Rail } from './rails.ts';
import { leavesOf } from './rails.ts';

/** The values of a trait that a question about texts said yes and no to. */
export interface Answers {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

const PAGE = 1_000;

/** The next texts after one, each found by a step down the index and not by a walk over everybody's. */
const NEXT_TEXTS = `
  with recursive seen(text, nth) as (
    select min(text), 1 from trait_values where trait = :trait and text > :after
    union all
    select (select min(v.text) from trait_values v where v.trait = :trait and v.text > seen.text), nth + 1
    from seen where text is not null and nth < :page
  )
  select text from seen where text is not null order by nth`;

/** The texts that occur for a trait; in pages, for there can be as many as there are people. */
async function* textsOf(reader: Reader, trait: string): AsyncGenerator<string[]> {
  for (let after = ''; ;) {
    const query = reader.q.raw(`(${NEXT_TEXTS})`, { trait, after, page: PAGE });
    const texts = (await reader.q.from(query.wrap('', ' t')).pluck('text')) as string[];
    if (texts.length > 0) yield texts;
    if (texts.length < PAGE) return;
    after = texts.at(-1) ?? after;
  }
}

/** Asks every question that is no list of values once for each text that occurs; answers by the question's key. */
export async function askTexts(reader: Reader, rail: Rail): Promise<ReadonlyMap<string, Answers>> {
  const questions = new Map<string, Map<string, TextLeaf>>();
  for (const { leaf } of leavesOf(rail)) {
    if (leaf.kind !== 'text' || leaf.values !== null) continue;
    const asked = questions.get(leaf.trait) ?? new Map<string, TextLeaf>();
    questions.set(leaf.trait, asked.set(leaf.key, leaf));
  }
  const answers = new Map<string, { yes: string[]; no: string[] }>();
  for (const [trait, asked] of questions) {
    for (const key of asked.keys()) answers.set(key, { yes: [], no: [] });
    for await (const texts of textsOf(reader, trait)) {
      for (const { key, test } of asked.values()) {
        for (const text of texts) answers.get(key)?.[test(text) ? 'yes' : 'no'].push(text);
      }
    }
  }
  return answers;
}
