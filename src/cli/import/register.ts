import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import { Argument, Option } from 'commander';
import type { Command } from 'commander';
import type { Sluice } from '../../app/index.ts';
import { ConfigError } from '../../kernel/errors.ts';
import { createProgress } from '../progress.ts';
import { formats } from './formats.ts';
import type { Format } from './formats.ts';
import { importKinds, withImport } from './imports.ts';
import type { ImportKind } from './imports.ts';
import { runImport } from './run-import.ts';
import type { Imported } from './run-import.ts';

interface ImportOptions {
  readonly format?: Format;
  readonly list?: string;
  readonly fromLine: string;
}

/** Status of a command that was told to stop, as shells have it. */
const STOPPED = 130;

const formatOf: Readonly<Record<string, Format>> = { '.csv': 'csv', '.ndjson': 'ndjson', '.jsonl': 'ndjson' };

function readFormat(file: string, { format }: ImportOptions): Format {
  const read = format ?? formatOf[extname(file).toLowerCase()];
  if (read === undefined)
    throw new ConfigError(['--format wants csv or ndjson: the name of the file does not say']);
  return read;
}

function readFromLine({ fromLine }: ImportOptions): number {
  if (/^[1-9]\d{0,14}$/.test(fromLine)) return Number(fromLine);
  throw new ConfigError(['--from-line wants the number of a line, 1 or more']);
}

/** The bytes of a file, or of standard input for `-`, and how many there are; 0: nobody knows. */
async function openSource(file: string): Promise<{ readonly stream: Readable; readonly total: number }> {
  if (file === '-') return { stream: process.stdin, total: 0 };
  const found = await stat(file).catch(() => null);
  if (found?.isFile() !== true) throw new ConfigError([`import wants a file that is there: ${file}`]);
  return { stream: createReadStream(file), total: found.size };
}

async function* counted(
  source: AsyncIterable<Buffer>,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    count(chunk.length);
    yield chunk;
  }
}

/** Imports a file and says on stderr what was left out, and how to go on if it does not come to the end. */
async function importFile(
  { db, services }: Sluice,
  kind: ImportKind,
  file: string,
  options: ImportOptions,
): Promise<Imported> {
  const format = readFormat(file, options);
  const fromLine = readFromLine(options);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  const progress = createProgress('bytes');
  const job = { kind, list: options.list, isText: format === 'csv' };
  return withImport({ db, clock: services.clock }, job, async (of) => {
    const { stream, total } = await openSource(file);
    let done = 0;
    let next = fromLine;
    process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
    try {
      const source = counted(addAbortSignal(stop.signal, stream), (bytes) => (done += bytes));
      const settings = { format, fromLine, signal: stop.signal };
      return await runImport(db, source, of, settings, {
        onLeftOut: (line, wants) => progress.say(`line ${line}: ${wants}`),
        onCommitted(line) {
          next = line;
          if (total > 0) progress.show(done, total);
        },
      });
    } catch (error) {
      if (!(error instanceof ConfigError)) progress.say(`failed; go on with --from-line ${next}`);
      throw error;
    } finally {
      progress.end();
      process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
    }
  });
}

/** What the command is given by the program around it. */
export interface ImportCommandParts {
  readonly withSluice: <T>(task: (sluice: Sluice) => Promise<T>) => Promise<T>;
  readonly tell: (line: string) => void;
  readonly out: (line: string) => void;
}

export function registerImport(program: Command, { withSluice, tell, out }: ImportCommandParts): void {
  program
    .command('import')
    .description(
      'record traits or events of people, or put people on a list; status 0: all of it, 1: some lines were left out, 2: wrong use',
    )
    .addArgument(new Argument('<kind>', 'what the file is about').choices(importKinds))
    .argument('<file>', 'CSV or NDJSON; - for standard input')
    .addOption(new Option('--format <format>', 'if the name of the file does not say').choices(formats))
    .option('--list <id>', 'the list, for `import list`')
    .option('--from-line <number>', 'leave out the lines before this one', '1')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
    .action((kind: ImportKind, file: string, options: ImportOptions) =>
      withSluice(async (sluice) => {
        const { recorded, leftOut, stoppedAt } = await importFile(sluice, kind, file, options);
        if (stoppedAt !== null) tell(`stopped; go on with --from-line ${stoppedAt}`);
        out(`${recorded} recorded, ${leftOut} left out`);
        process.exitCode = stoppedAt !== null ? STOPPED : leftOut > 0 ? 1 : 0;
      }),
    );
}
