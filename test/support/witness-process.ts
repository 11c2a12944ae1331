import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';

/** How a process ended: its exit code, or null if a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface WitnessProcess {
  /** Resolves with what stands on stdout once a whole line does; rejects if the process ends without one. */
  ready(): Promise<{ readonly url: string; readonly verifierKey: string }>;
  kill(signal: NodeJS.Signals): Promise<Ended>;
  readonly ended: Promise<Ended>;
}

/** Runs `sluice witness ...` as an operator does, with nothing in its environment but what is given. */
export function startWitness(args: readonly string[], environment: Record<string, string>): WitnessProcess {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['bin/sluice.js', 'witness', ...args], {
    env: { PATH, ...environment },
  });
  let [stdout, stderr] = ['', ''];
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const firstLine = new Promise<void>((resolve) =>
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      if (stdout.includes('\n')) resolve();
    }),
  );
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
  return {
    ended,
    async ready() {
      await Promise.race([firstLine, ended]);
      assert.ok(stdout.includes('\n'), `did not get ready: ${stderr}`);
      return JSON.parse(stdout) as { url: string; verifierKey: string };
    },
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
