/** The gateway with everything on, in a process of its own that says what it used: for `bench/hostile.ts`. */
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { serve } from '../../src/app/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { benchSurroundings, plantPeople } from '../harness.ts';

/** What the process used since it was asked last. */
export interface Used {
  /** Milliseconds of processor time of the thread that answers; of all threads where the system does not tell. */
  readonly answering: number;
  /** Of all its threads: those that compile and collect garbage, for whatever was asked before, too. */
  readonly process: number;
  /** Milliseconds by which its event loop was late, of one look in a hundred at most. */
  readonly late: number;
}

const RESOLUTION = 1;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
const surroundings = await benchSurroundings('sqlite', {
  log: createLog('info', { write: () => undefined }),
});
const serving = await serve(surroundings, async (sluice) => {
  await plantPeople(sluice, surroundings.config.jwt.issuer, 100);
});
delays.enable();

function whole(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** Linux counts each thread's nanoseconds. */
function ownThread(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return whole();
  }
}

let before = { answering: ownThread(), process: whole() };
process.on('message', () => {
  const used: Used = {
    answering: ownThread() - before.answering,
    process: whole() - before.process,
    late: Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION),
  };
  process.send?.(used, () => {
    delays.reset();
    before = { answering: ownThread(), process: whole() };
  });
});
process.send?.(`${serving.url}/graphql`);
