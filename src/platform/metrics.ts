import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { SECOND } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { inTime, oneAtATime } from './in-time.ts';

/** What is counted as it happens. Every label is from a closed set: nothing that was sent gets into one. */
export interface Meters {
  /** A request was answered: at which door or kind of route, with which status, after how long. */
  answered(door: string, status: string, seconds: number): void;
  /** A door refused something: the code, of those that its clients are told. */
  refused(door: string, code: string): void;
  /** Releases to partners were committed by this process. */
  released(count: number): void;
}

/** For processes whose metrics nobody reads. */
export const silentMeters: Meters = {
  answered: () => undefined,
  refused: () => undefined,
  released: () => undefined,
};

/** Values of gauges by their names; one that is left out or null is not shown. */
export type Readings = Readonly<Record<string, number | null | undefined>>;

export interface Metrics {
  readonly meters: Meters;
  readonly contentType: string;
  /** The metrics in Prometheus' text format, at most a second old. Never rejects because the database is away. */
  text(): Promise<string>;
  stop(): void;
}

const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const QUANTILES = [0.5, 0.9, 0.99, 1];
/** Milliseconds between two looks at the event loop; each counts as a delay and is taken off again. */
const RESOLUTION = 10;
const NANO = 1e9;

/** How long a scrape waits for the database before it says that there is none. */
const PATIENCE: Millis = 2 * SECOND;
/** However many read, the database is asked once in this time. */
const FRESH: Millis = SECOND;

function createMeters(registers: Registry[]): Meters {
  const requests = new Counter({
    name: 'sluice_http_requests_total',
    help: 'Requests that were answered, by door or kind of route and by status; aborted: the client went away.',
    labelNames: ['door', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'sluice_http_request_duration_seconds',
    help: 'From a request’s headers to the end of its answer.',
    labelNames: ['door'],
    buckets: BUCKETS,
    registers,
  });
  const refusals = new Counter({
    name: 'sluice_graphql_refusals_total',
    help: 'Errors and user errors that a door answered with, by code.',
    labelNames: ['door', 'code'],
    registers,
  });
  const releases = new Counter({
    name: 'sluice_releases_total',
    help: 'Releases to partners that this process committed.',
    registers,
  });
  return {
    answered(door, status, seconds) {
      requests.inc({ door, status });
      durations.observe({ door }, seconds);
    },
    refused: (door, code) => refusals.inc({ door, code }),
    released: (count) => releases.inc(count),
  };
}

/** Delays of the event loop since it was read last. */
function watchEventLoop(registers: Registry[]) {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  delays.enable();
  const gauge = new Gauge({
    name: 'sluice_event_loop_delay_seconds',
    help: 'How late the event loop was since the last scrape; quantile 1 is the worst.',
    labelNames: ['quantile'],
    registers,
  });
  return {
    read(): void {
      for (const quantile of QUANTILES) {
        const seconds = delays.percentile(quantile * 100) / NANO - RESOLUTION / SECOND;
        gauge.set({ quantile: String(quantile) }, Math.max(0, seconds));
      }
      delays.reset();
    },
    stop: () => void delays.disable(),
  };
}

/** The metrics of a process, in a registry of its own. */
export function createMetrics(parts: {
  /** Every gauge by name, and what it says. */
  readonly helpOf: Readonly<Record<string, string>>;
  /** Those that this process knows by itself. */
  readonly local: () => Readings;
  /** Those that the database knows, asked when somebody looks. */
  readonly read: () => Promise<Readings>;
}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const meters = createMeters(registers);
  const eventLoop = watchEventLoop(registers);
  const up = new Gauge({
    name: 'sluice_up_database',
    help: 'Whether the database answered this scrape; gauges that are read from it are absent if not.',
    registers,
  });
  const gauges = new Map(
    Object.entries(parts.helpOf).map(([name, help]) => [name, new Gauge({ name, help, registers })]),
  );

  const read = oneAtATime(parts.read);

  async function collect(): Promise<string> {
    const found = await inTime(read(), PATIENCE);
    const readings: Readings = { ...parts.local(), ...found };
    up.set(found === null ? 0 : 1);
    for (const [name, gauge] of gauges) {
      const value = readings[name] ?? null;
      if (value === null) gauge.remove();
      else gauge.set(value);
    }
    eventLoop.read();
    return registry.metrics();
  }

  let last: Promise<string> | null = null;
  let collectedAt = -Infinity;
  return {
    meters,
    contentType: registry.contentType,
    text() {
      const now = performance.now();
      if (last === null || now - collectedAt >= FRESH) {
        collectedAt = now;
        last = collect();
      }
      return last;
    },
    stop: () => eventLoop.stop(),
  };
}
