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

/**
 * The texts that occur for a trait, each by one step down the index rather than by a walk over everybody's, and in
 * pages, for a trait can have as many values as there are people.
 */
async function* textsOf(reader: Reader, trait: string): AsyncGenerator<string[]> {
  for (let after = ''; ;) {
    const found: unknown = await reader.q
      .withRecursive('seen', ['text'], (first) => {
        void first
          .min('text')
          .from('trait_values')
          .where({ trait })
          .where('text', '>', after)
          .unionAll((next) => {
            const above = reader
              .q({ v: 'trait_values' })
              .min('v.text')
              .where('v.trait', trait)
              .where('v.text', '>', reader.q.ref('seen.text'));
            void next.select(above).from('seen').whereNotNull('seen.text');
          });
      })
      .from('seen')
      .whereNotNull('text')
      .limit(PAGE)
      .select('text');
    const page = (found as { text: string }[]).map(({ text }) => text);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
    after = page.at(-1) ?? after;
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
