/** A line of a file, counted from 1, without its end. */
export interface SourceLine {
  readonly line: number;
  /** Null: it was longer than `LONGEST`, and is not kept. */
  readonly text: string | null;
}

/** In bytes: no line takes more memory than this, whatever is in the file. */
export const LONGEST = 1_048_576;

const NEWLINE = 0x0a;

/** A line's text in UTF-8, without a mark of the byte order and a carriage return. */
function textOf(line: number, bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const from = line === 1 && text.startsWith('\ufeff') ? 1 : 0;
  return text.slice(from, text.endsWith('\r') ? -1 : undefined);
}

/** Takes a stream of bytes apart into its lines, some at a time; blank ones are counted and left out. */
export async function* splitLines(source: AsyncIterable<Buffer>): AsyncGenerator<readonly SourceLine[]> {
  let line = 1;
  let begun: Buffer[] = [];
  let length = 0;

  function add(bytes: Buffer): void {
    length += bytes.length;
    if (length <= LONGEST) begun.push(bytes);
    else begun = [];
  }
  function end(): readonly SourceLine[] {
    const text = length > LONGEST ? null : textOf(line, Buffer.concat(begun));
    const ended = text?.trim() === '' ? [] : [{ line, text }];
    line += 1;
    begun = [];
    length = 0;
    return ended;
  }

  for await (const chunk of source) {
    const lines: SourceLine[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, at));
      lines.push(...end());
      from = at + 1;
    }
    if (from < chunk.length) add(chunk.subarray(from));
    yield lines;
  }
  if (length > 0) yield end();
}
