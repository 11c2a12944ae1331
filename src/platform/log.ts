import { pino } from 'pino';
import type { DestinationStream } from 'pino';
import { createIsoWriter, systemClock } from '../kernel/clock.ts';

/**
 * Everything that may stand in a log line. Values are ids of ours, codes, counts and durations: there is no key under
 * which an address, a name, a token, a URL or a driver's message could get in.
 */
export interface LogFields {
  readonly requestId?: string;
  readonly errorId?: string;
  readonly door?: string;
  readonly operation?: string;
  readonly status?: number;
  readonly durationMs?: number;
  readonly messageId?: string;
  readonly endpointId?: string;
  readonly exportId?: string;
  readonly attempt?: number;
  readonly outcome?: string;
  readonly code?: string;
  readonly errorName?: string;
  readonly at?: string;
  readonly count?: number;
  readonly port?: number;
  readonly dialect?: string;
  readonly version?: string;
  readonly witness?: string;
}

const allowed: ReadonlySet<string> = new Set<keyof LogFields>([
  'requestId',
  'errorId',
  'door',
  'operation',
  'status',
  'durationMs',
  'messageId',
  'endpointId',
  'exportId',
  'attempt',
  'outcome',
  'code',
  'errorName',
  'at',
  'count',
  'port',
  'dialect',
  'version',
  'witness',
]);

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** JSON lines to stderr (stdout belongs to the ready line). `event` is a constant text, never built from data. */
export function createLog(level: string, stream: DestinationStream = pino.destination(2)): Log {
  const iso = createIsoWriter();
  const timestamp = (): string => `,"time":"${iso(systemClock.now())}"`;
  const logger = pino({ level, base: null, timestamp }, stream);
  function pick(fields: LogFields): Record<string, unknown> {
    const picked: Record<string, unknown> = {};
    for (const key of Object.keys(fields)) {
      const value = fields[key as keyof LogFields];
      if (value !== undefined && allowed.has(key)) picked[key] = value;
    }
    return picked;
  }
  const line =
    (at: 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}): void => {
      // There is a line for each request: one that is not wanted costs nothing.
      if (logger.isLevelEnabled(at)) logger[at](pick(fields), event);
    };
  return { info: line('info'), warn: line('warn'), error: line('error') };
}

/** What may be said of a surprise: its kind, its code and where it was thrown, never its message. */
export function describeError(error: unknown): LogFields {
  if (!(error instanceof Error)) return { errorName: typeof error };
  const code = (error as { code?: unknown }).code;
  const frame = /\(?([^\s()]+:\d+:\d+)\)?$/m.exec(error.stack?.split('\n').slice(1).join('\n') ?? '')?.[1];
  return {
    errorName: error.name,
    ...(typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? { code } : {}),
    ...(frame === undefined ? {} : { at: frame.replace(/^.*\/(src|node_modules)\//, '$1/') }),
  };
}
