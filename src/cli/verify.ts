import type { Command } from 'commander';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { ConfigError } from '../kernel/errors.ts';
import {
  COSIGNATURE,
  LogError,
  NoteError,
  PolicyError,
  ProofError,
  SourceError,
  checkLog,
  cosignersOf,
  isProof,
  openCheckpoint,
  openLogSource,
  parsePolicy,
  parseRecord,
  parseVerifierKey,
  verifyProof,
  verifyReceipt,
} from '../ledger/index.ts';
import type {
  LogReport,
  OpenedCheckpoint,
  TrustPolicy,
  VerifiedProof,
  VerifierKey,
} from '../ledger/index.ts';
import { createProgress } from './progress.ts';

export interface VerifyOptions {
  readonly key: readonly string[];
  readonly policy?: string;
  readonly remember?: string;
}

/** 0: all holds; 1: something does not; 3: nobody can tell, because the log cannot be reached or read. 2: wrong use. */
export const verdicts = { ok: 0, failed: 1, unchecked: 3 } as const;

export interface Verdict {
  readonly status: (typeof verdicts)[keyof typeof verdicts];
  /** One line. */
  readonly line: string;
  /** What the log says for everyone to read. */
  readonly details: readonly string[];
}

const ok = (line: string, details: readonly string[] = []): Verdict => ({
  status: verdicts.ok,
  line: `OK ${line}`,
  details,
});

async function textOf(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new ConfigError([`${option} wants a readable file`]);
  }
}

/** Whom to trust: never what the log says of itself. */
async function trustOf({ key, policy }: VerifyOptions): Promise<TrustPolicy> {
  if (policy === undefined && key.length === 0) {
    throw new ConfigError([
      'verify wants --key VKEY or --policy FILE: whom to trust. The log shows its own at LOG_URL/policy; compare it with what you were given elsewhere.',
    ]);
  }
  const keys = key.map((vkey) => {
    const parsed = parseVerifierKey(vkey);
    if (parsed === null || parsed.type === COSIGNATURE) {
      throw new ConfigError([
        '--key wants a log’s verifier key, NAME+HEX+BASE64; witnesses stand in a --policy file',
      ]);
    }
    return { key: parsed, url: null };
  });
  if (policy === undefined) return { logs: keys, witnesses: [], isQuorum: () => true };
  try {
    const trust = parsePolicy(await textOf('--policy', policy));
    return { ...trust, logs: [...trust.logs, ...keys] };
  } catch (error) {
    if (error instanceof PolicyError) throw new ConfigError([`--policy ${policy}: ${error.message}`]);
    throw error;
  }
}

const keysOf = ({ logs, witnesses }: TrustPolicy): [VerifierKey[], VerifierKey[]] => [
  logs.map(({ key }) => key),
  witnesses.map(({ key }) => key),
];

async function rememberedIn(file: string | undefined, trust: TrustPolicy): Promise<OpenedCheckpoint | null> {
  if (file === undefined) return null;
  let note: string;
  try {
    note = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ConfigError([`--remember wants a file that can be read and written: ${file}`]);
  }
  try {
    return openCheckpoint(note, ...keysOf(trust));
  } catch (error) {
    if (error instanceof NoteError) throw new ConfigError([`--remember ${file}: ${error.message}`]);
    throw error;
  }
}

/** Whole or not at all: a cut-off memory would accuse an honest log. */
async function remember(file: string, { text, signatures }: OpenedCheckpoint): Promise<void> {
  const next = `${file}.new`;
  await writeFile(next, `${text}\n${signatures.map(({ line }) => line).join('')}`);
  await rename(next, file);
}

function signedBy(cosigners: readonly string[]): string {
  return cosigners.length === 0 ? 'no trusted witness' : `cosigned by ${cosigners.join(', ')}`;
}

function describe(report: LogReport): Verdict {
  const { checkpoint, cosigners, continues, published } = report;
  const { origin, size, root } = checkpoint;
  const continued = continues === null ? '' : `; continues the ${continues} entries that were remembered`;
  const details = published.map(({ index, record }) => `entry ${index}: ${JSON.stringify(record)}`);
  return ok(
    `${origin}: all ${size} entries, root ${root.toString('base64')}, ${signedBy(cosigners)}${continued}`,
    details,
  );
}

async function verifyLog(target: string, options: VerifyOptions, trust: TrustPolicy): Promise<Verdict> {
  const remembered = await rememberedIn(options.remember, trust);
  const source = openLogSource(target);
  const progress = createProgress('entries');
  try {
    const report = await checkLog(source, { policy: trust, remembered, onProgress: progress.show });
    if (options.remember !== undefined) await remember(options.remember, report.checkpoint);
    return describe(report);
  } finally {
    progress.end();
    await source.close();
  }
}

function withQuorum({ checkpoint }: VerifiedProof, trust: TrustPolicy): string {
  const cosigners = cosignersOf(checkpoint.signatures);
  if (!trust.isQuorum(cosigners)) throw new ProofError('the witnesses’ quorum is not reached');
  return signedBy(cosigners.map(({ name }) => name));
}

async function verifyFile(file: string, trust: TrustPolicy): Promise<Verdict> {
  const text = await textOf('verify', file);
  if (isProof(text)) {
    const proof = verifyProof(text, ...keysOf(trust));
    const record = proof.leaf.record === null ? null : parseRecord(proof.leaf.record);
    const what = record === null ? 'a sealed record' : `a record of the event “${record.event}”`;
    const { index, checkpoint } = proof;
    const line = `${checkpoint.origin}: entry ${index} of ${checkpoint.size} is ${what}, ${withQuorum(proof, trust)}`;
    return ok(line, record === null ? [] : [JSON.stringify(record)]);
  }
  const { state, at, record, proof } = verifyReceipt(text, ...keysOf(trust));
  const { index, checkpoint } = proof;
  const line = `${checkpoint.origin}: ${state} at ${at}, entry ${index} of ${checkpoint.size}, ${withQuorum(proof, trust)}`;
  return ok(line, [JSON.stringify(record)]);
}

/** Verifies a log (URL or folder), a consent receipt or a tlog-proof. Throws a ConfigError for wrong use. */
export async function verify(target: string, options: VerifyOptions): Promise<Verdict> {
  const trust = await trustOf(options);
  try {
    if (/^https?:\/\//.test(target)) return await verifyLog(target, options, trust);
    const found = await stat(target).catch(() => null);
    if (found === null)
      throw new ConfigError([`verify wants a URL, a folder or a file: ${target} is not there`]);
    return found.isDirectory() ? await verifyLog(target, options, trust) : await verifyFile(target, trust);
  } catch (error) {
    if (error instanceof SourceError) {
      return { status: verdicts.unchecked, line: `UNCHECKED ${error.message}`, details: [] };
    }
    if (error instanceof LogError) {
      return { status: verdicts.failed, line: `FAILED ${error.where}: ${error.message}`, details: [] };
    }
    if (error instanceof ProofError || error instanceof NoteError) {
      return { status: verdicts.failed, line: `FAILED ${target}: ${error.message}`, details: [] };
    }
    throw error;
  }
}

export function registerVerify(
  program: Command,
  { tell, out }: { readonly tell: (line: string) => void; readonly out: (line: string) => void },
): void {
  const collect = (value: string, sofar: readonly string[]): readonly string[] => [...sofar, value];
  program
    .command('verify <target>')
    .description(
      'check a log (its URL or a folder), a consent receipt or a tlog-proof; status 0: it holds, 1: it does not, 3: it cannot be reached',
    )
    .option('--key <vkey>', 'a verifier key of the log that you trust; may be repeated', collect, [])
    .option('--policy <file>', 'a tlog-policy file: logs, witnesses and how many of them it takes')
    .option(
      '--remember <file>',
      'hold the log against the checkpoint in this file, then keep the new one there',
    )
    .action(async (target: string, options: VerifyOptions) => {
      const { status, line, details } = await verify(target, options);
      for (const detail of details) tell(detail);
      out(line);
      process.exitCode = status;
    });
}
