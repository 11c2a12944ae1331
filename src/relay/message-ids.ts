/** Keyed hash of a text, the same for the same text. */
export type NameOf = (text: string) => string;

const ID = /<([^\s<>@]{1,400})@([^\s<>@]{1,200})>/g;
const TAG_LENGTH = 12;
const TAG = new RegExp(`^sr-([a-z2-7]{${TAG_LENGTH}})-(.+)$`);

const tagOf = (nameOf: NameOf, pair: string, id: string): string =>
  nameOf(JSON.stringify(['tag', pair, id])).slice(0, TAG_LENGTH);

/**
 * Ids of messages that a partner wrote, marked on their way to a person, so that those in the person's answer can be told
 * from the ones that the person's own mail program made: these name where they write from.
 */
export function markIds(nameOf: NameOf, pair: string, text: string): string {
  return [...text.matchAll(ID)]
    .map(([, left = '', right = '']) => `<sr-${tagOf(nameOf, pair, `${left}@${right}`)}-${left}@${right}>`)
    .join(' ');
}

/** The ids in an answer that `markIds` marked, as they were; the others are left out. */
export function unmarkIds(nameOf: NameOf, pair: string, text: string): string {
  return [...text.matchAll(ID)]
    .flatMap(([, left = '', right = '']) => {
      const [, tag, own] = TAG.exec(left) ?? [];
      const id = `${own}@${right}`;
      return tag !== undefined && tag === tagOf(nameOf, pair, id) ? [`<${id}>`] : [];
    })
    .join(' ');
}

/** An id of ours in place of the one that a person's mail program made. */
export const ownId = (nameOf: NameOf, pair: string, text: string, domain: string): string =>
  `<${nameOf(JSON.stringify(['id', pair, text]))}@${domain}>`;
