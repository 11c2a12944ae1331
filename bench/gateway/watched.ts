/** The gateway with everything on, in a process of its own that says what it used: for `bench/hostile.ts`. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { serve } from '../../src/app/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { benchSurroundings, plantPeople } from '../harness.ts';

/** What the process used since it was asked last. */
export interface Used {
  /** Milliseconds of processor time, of all its threads. */
  readonly cpu: number;
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
let before = process.cpuUsage();
process.on('message', () => {
  const { user, system } = process.cpuUsage(before);
  const used: Used = {
    cpu: (user + system) / 1_000,
    late: Math.max(0, delays.percentile(99) / 1e6 - RESOLUTION),
  };
  process.send?.(used, () => {
    delays.reset();
    before = process.cpuUsage();
  });
});
process.send?.(`${serving.url}/graphql`);
