import { lookup as resolveName } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { Agent } from 'undici';
import type { Millis } from '../../kernel/clock.ts';
import { isAllowedAddress, problemOfUrl } from './vet-url.ts';
import type { FetchRules } from './vet-url.ts';

/** How a request ended. No response body is ever kept. */
export type PostOutcome =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'failed'; readonly error: 'blocked' | 'timeout' | 'connection' };

export interface SafePost {
  post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<PostOutcome>;
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

/**
 * POSTs to addresses that partners chose. The text of the URL is vetted at each call (a lookup hook is not asked about
 * IP literals), the resolved address at each connection; redirects are answers, never followed.
 */
export function createSafePost(
  rules: FetchRules,
  limits: { readonly timeout?: Millis; readonly connections?: number } = {},
): SafePost {
  const { timeout = 15_000, connections = 32 } = limits;
  const agent = new Agent({
    connections,
    connect: { lookup: vettedLookup(rules), timeout },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxResponseSize: 65_536,
  });
  return {
    async post(url, headers, body) {
      if (problemOfUrl(url, rules) !== null) return { kind: 'failed', error: 'blocked' };
      const { origin, pathname, search } = new URL(url);
      try {
        const response = await agent.request({
          origin,
          path: `${pathname}${search}`,
          method: 'POST',
          headers,
          body,
          signal: AbortSignal.timeout(timeout),
        });
        // The answer's status is all that counts; what else it says is thrown away as it comes.
        response.body.dump({ limit: 65_536 }).catch(() => undefined);
        return { kind: 'answered', status: response.statusCode };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => agent.destroy(),
  };
}
