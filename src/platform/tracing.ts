import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span, SpanContext } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import { SECOND } from '../kernel/clock.ts';
import type { Database } from './db/index.ts';
import { describeError } from './log.ts';
import type { Log } from './log.ts';

/** What may be said of a request that a door answered: never a name that was sent, an address or a person. */
export interface TracedRequest {
  readonly door: string;
  readonly requestId: string;
  /** query, mutation or subscription; null: it never came to be known. */
  readonly operation: string | null;
  /** Null: the client went away. */
  readonly status: number | null;
}

export interface RequestSpan {
  /** Runs what belongs to the request, so that transactions become its children. */
  run(work: () => void): void;
  end(request: TracedRequest): void;
}

export interface Tracing {
  /** Loads what makes traces; until then none are made. */
  start(): Promise<void>;
  /** Begins the span of a request, as a child of whatever its `traceparent` names; null before the start. */
  begin(traceparent: unknown): RequestSpan | null;
  /** The same database, whose transactions are spans where a request is behind them. */
  traced(db: Database): Database;
  /** Sends what was not sent yet. */
  stop(): Promise<void>;
}

/** W3C Trace Context, version 00 or a later one, which may go on after a dash. No id is all zeros. */
const PARENT =
  /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:$|(?<!^00.{53})-)/;

/** The span that a `traceparent` header names. `tracestate` is not read: anything may stand in it. */
export function parentOf(traceparent: unknown): SpanContext | null {
  const [, , traceId, spanId, flags] = PARENT.exec(typeof traceparent === 'string' ? traceparent : '') ?? [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & 1, isRemote: true };
}

/** How long a batch may take on its way, at the end of a process too. */
const EXPORT_WITHIN = 3 * SECOND;

/** The SDK is loaded only where traces are wanted: it takes memory, and time at the start. */
async function load(endpoint: string, log: Log) {
  const [api, sdk, { resourceFromAttributes }, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ]);
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_WITHIN });
  let lost = false;
  const telling: SpanExporter = {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = result.code !== 0;
        // Once for each time that the collector is away.
        if (failed && !lost) log.warn('traces are lost', describeError(result.error));
        lost = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: () => exporter.forceFlush(),
  };
  const provider = new sdk.BasicTracerProvider({
    // Its own default would name the program and its path.
    resource: resourceFromAttributes({ 'service.name': 'sluice' }),
    spanProcessors: [new sdk.BatchSpanProcessor(telling, { exportTimeoutMillis: EXPORT_WITHIN })],
  });
  return { api, provider, tracer: provider.getTracer('sluice') };
}

type Loaded = Awaited<ReturnType<typeof load>>;

/** Traces to a collector (OTLP over HTTP, JSON). */
export function createTracing({ endpoint, log }: { readonly endpoint: string; readonly log: Log }): Tracing {
  let loaded: Loaded | null = null;
  const current = new AsyncLocalStorage<Span>();

  function childOf({ api, tracer }: Loaded, name: string, parent: SpanContext | null, kind: number): Span {
    const context = parent === null ? api.ROOT_CONTEXT : api.trace.setSpanContext(api.ROOT_CONTEXT, parent);
    return tracer.startSpan(name, { kind }, context);
  }

  async function inSpan<T>(work: () => Promise<T>): Promise<T> {
    const parent = current.getStore();
    // What a request set going may go on after it: that is no part of the request any more.
    if (loaded === null || parent?.isRecording() !== true) return work();
    const { api } = loaded;
    const span = childOf(loaded, 'transaction', parent.spanContext(), api.SpanKind.INTERNAL);
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: api.SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }

  return {
    async start() {
      loaded ??= await load(endpoint, log);
    },
    begin(traceparent) {
      if (loaded === null) return null;
      const { api } = loaded;
      const span = childOf(loaded, 'request', parentOf(traceparent), api.SpanKind.SERVER);
      return {
        run: (work) => current.run(span, work),
        end({ door, requestId, operation, status }) {
          span.updateName(`${door} ${operation ?? 'request'}`);
          span.setAttributes({
            'sluice.door': door,
            'sluice.request_id': requestId,
            ...(operation === null ? {} : { 'graphql.operation.type': operation }),
            ...(status === null ? {} : { 'http.response.status_code': status }),
          });
          if (status === null || status >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
    traced: (db) => ({ ...db, transact: (fn) => inSpan(() => db.transact(fn)) }),
    async stop() {
      const ending = loaded;
      loaded = null;
      // A collector that is away holds nobody up.
      await ending?.provider.shutdown().catch(() => undefined);
    },
  };
}
