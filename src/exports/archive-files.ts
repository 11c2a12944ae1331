import type { JsonValue } from '../kernel/canonical-json.ts';
import type { Database } from '../platform/db/index.ts';
import type { ExportSection, ExportedFile, ReadExportPage } from '../platform/export-section.ts';
import type { ArchiveFile } from './archive.ts';

/** Told after each part, with how many items and files it had; throws to stop. */
export type Progress = (done: number) => Promise<void>;

const json = (value: JsonValue): string => JSON.stringify(value, null, 2);

/** Pages of a list, each read in a moment of its own: a copy holds back nobody who writes. */
async function* pagesOf<Item>(
  db: Database,
  subjectId: string,
  read: ReadExportPage<Item>,
  progress: Progress,
): AsyncGenerator<readonly Item[]> {
  for (let after: string | null = ''; after !== null;) {
    const place: string = after;
    const page = await db.read((reader) => read(reader, subjectId, place));
    yield page.items;
    await progress(page.items.length);
    after = page.next;
  }
}

async function* listText(pages: AsyncIterable<readonly JsonValue[]>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const items of pages) {
    for (const item of items) {
      yield `${isFirst ? '[' : ','}\n${json(item)}`;
      isFirst = false;
    }
  }
  yield isFirst ? '[]\n' : '\n]\n';
}

async function* objectText(read: () => Promise<JsonValue>): AsyncGenerator<string> {
  yield `${json(await read())}\n`;
}

const toFile = (folder: string, { name, text }: ExportedFile): ArchiveFile => ({
  path: `${folder}/${name}`,
  chunks: [text],
});

/** All files of a copy: a page that says what is what, then what each section has. */
export async function* archiveFiles(
  db: Database,
  subjectId: string,
  { readme, sections }: { readonly readme: string; readonly sections: readonly ExportSection[] },
  progress: Progress,
): AsyncGenerator<ArchiveFile> {
  yield { path: 'README.txt', chunks: [readme] };
  for (const section of sections) {
    const path = `${section.name}.json`;
    if ('object' in section) {
      const { object } = section;
      yield { path, chunks: objectText(() => db.read((reader) => object(reader, subjectId))) };
      await progress(1);
      continue;
    }
    yield { path, chunks: listText(pagesOf(db, subjectId, section.page, progress)) };
    if (section.files === undefined) continue;
    for await (const files of pagesOf(db, subjectId, section.files, progress)) {
      for (const file of files) yield toFile(section.name, file);
    }
  }
}

/** How much `progress` is told of in all, about. */
export async function expectedCount(
  db: Database,
  subjectId: string,
  sections: readonly ExportSection[],
): Promise<number> {
  let sum = sections.length;
  for (const section of sections) {
    if (!('count' in section) || section.count === undefined) continue;
    const { count } = section;
    sum += await db.read((reader) => count(reader, subjectId));
  }
  return sum;
}
