import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** Starts a server of this folder in a process of its own, and gives what it says first: where it is. */
export async function startServer<Said>(
  file: 'served.ts' | 'watched.ts',
  args: readonly string[] = [],
): Promise<{ readonly child: ChildProcess; readonly said: Said }> {
  const child = fork(new URL(file, import.meta.url), [...args], {
    execArgv: ['--import', 'tsx/esm'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const said = await new Promise<Said>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Said));
    child.once('exit', (code) =>
      reject(new Error(`${file} ${args.join(' ')} ended with ${code ?? 'a signal'}`)),
    );
  });
  return { child, said };
}
