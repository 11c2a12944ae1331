import { lookup as resolveName } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { Agent } from 'undici';
import type { Millis } from '../../kernel/clock.ts';
import { isAllowedAddress, problemOfUrl } from './vet-url.ts';
import type { FetchRules } from './vet-url.ts';

/** How a request ended. */
export type PostOutcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** The `Retry-After` header as it came. */
      readonly retryAfter: string | null;
      /** The start of the answer, where the asker wanted it; what an answer says is never kept otherwise. */
      readonly text: string | null;
    }
  | { readonly kind: 'failed'; readonly error: 'blocked' | 'timeout' | 'connection' };

/** A certificate that this side shows (mutual TLS), PEM. `name` changes with its content. */
export interface ClientCertificate {
  readonly name: string;
  readonly certificate: string;
  readonly privateKey: string;
}

export interface PostOptions {
  readonly client?: ClientCertificate | null;
  /** How many bytes of the answer are wanted as text; none if left out. */
  readonly read?: number;
}

export interface SafePost {
  post(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    options?: PostOptions,
  ): Promise<PostOutcome>;
  close(): Promise<void>;
}

class BlockedAddress extends Error {
  readonly code = 'BLOCKED_ADDRESS';
}

type Lookup = (
  hostname: string,
  options: object,
  done: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
) => void;

/** Resolves a name and hands on the vetted addresses only; one bad answer among good ones spoils them all. */
function vettedLookup(rules: FetchRules): Lookup {
  return (hostname, options, done) => {
    resolveName(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return done(error, '');
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isAllowedAddress(address, rules))) {
        return done(new BlockedAddress('address not allowed'), '');
      }
      if ('all' in options && options.all === true) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
}

function failureOf(error: unknown): PostOutcome {
  const { name, code } = error as { name?: unknown; code?: unknown };
  if (code === 'BLOCKED_ADDRESS') return { kind: 'failed', error: 'blocked' };
  const slow = name === 'TimeoutError' || name === 'AbortError' || /TIMEOUT/.test(String(code));
  return { kind: 'failed', error: slow ? 'timeout' : 'connection' };
}

const MAX_ANSWER = 65_536;
/** Agents with a client certificate hold connections that nobody else may use; the oldest are let go. */
const MAX_CLIENTS = 64;

async function startOf(body: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit).toString();
}

/**
 * POSTs to addresses that partners chose. The text of the URL is vetted at each call (a lookup hook is not asked about
 * IP literals), the resolved address at each connection; redirects are answers, never followed.
 */
export function createSafePost(
  rules: FetchRules,
  limits: {
    readonly timeout?: Millis;
    readonly connections?: number;
    /** Certificate authorities to trust instead of the usual ones, PEM; for tests. */
    readonly ca?: string;
  } = {},
): SafePost {
  const { timeout = 15_000, connections = 32, ca } = limits;
  const agentWith = (tls: { cert?: string; key?: string }): Agent =>
    new Agent({
      connections,
      connect: {
        lookup: vettedLookup(rules),
        timeout,
        minVersion: 'TLSv1.2',
        ...(ca === undefined ? {} : { ca }),
        ...tls,
      },
      headersTimeout: timeout,
      bodyTimeout: timeout,
      maxResponseSize: MAX_ANSWER,
    });
  const plain = agentWith({});
  const clients = new Map<string, Agent>();

  function agentFor(client: ClientCertificate | null | undefined): Agent {
    if (client == null) return plain;
    const known = clients.get(client.name) ?? agentWith({ cert: client.certificate, key: client.privateKey });
    clients.delete(client.name);
    clients.set(client.name, known);
    const [oldest] = clients;
    if (clients.size > MAX_CLIENTS && oldest !== undefined) {
      clients.delete(oldest[0]);
      oldest[1].close().catch(() => undefined);
    }
    return known;
  }

  return {
    async post(url, headers, body, { client, read } = {}) {
      if (problemOfUrl(url, rules) !== null) return { kind: 'failed', error: 'blocked' };
      const { origin, pathname, search } = new URL(url);
      try {
        const response = await agentFor(client).request({
          origin,
          path: `${pathname}${search}`,
          method: 'POST',
          headers,
          body,
          signal: AbortSignal.timeout(timeout),
        });
        const retryAfter = response.headers['retry-after'];
        const text = read === undefined ? null : await startOf(response.body, read);
        // The answer's status is all that counts; what else it says is thrown away as it comes.
        if (text === null) response.body.dump({ limit: MAX_ANSWER }).catch(() => undefined);
        return {
          kind: 'answered',
          status: response.statusCode,
          retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
          text,
        };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: async () => {
      await Promise.all([plain, ...clients.values()].map((agent) => agent.destroy()));
    },
  };
}
