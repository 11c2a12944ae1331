import { spawn } from 'node:child_process';

/** How a command ended, and what it said. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `sluice ...` as an operator does; `until` ends it with SIGTERM once its output has that text. */
export function sluice(
  args: string[],
  environment: Record<string, string> = {},
  until?: string,
): Promise<Run> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['bin/sluice.js', ...args], { env: { PATH, ...environment } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    if (until !== undefined && stdout.includes(until)) child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => child.once('exit', (code) => resolve({ code, stdout, stderr })));
}
