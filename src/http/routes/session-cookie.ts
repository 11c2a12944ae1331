import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import { SECOND } from '../../kernel/clock.ts';
import { SESSION_FOR } from '../../sessions/index.ts';

/** The one cookie that there is: opaque, for no script, for no other site, for the whole of one host. */
export function createSessionCookie({ https }: { readonly https: boolean }) {
  // A browser takes `__Host-` (RFC 6265bis 4.1.3.2) only with Secure, from this very host: no other can plant one.
  const name = https ? '__Host-sluice-session' : 'sluice-session';
  const options = { httpOnly: true, sameSite: 'strict', secure: https, path: '/' } as const;
  return {
    /** What the browser sent; null: nothing, or more than one, of which nobody knows whose each is. */
    read(request: IncomingMessage): string | null {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
      const values = pairs.filter((pair) => pair.startsWith(`${name}=`));
      return values.length === 1 ? (values[0]?.slice(name.length + 1) ?? null) : null;
    },
    set: (response: Response, secret: string) =>
      response.cookie(name, secret, { ...options, maxAge: SESSION_FOR }),
    clear: (response: Response) => response.cookie(name, '', { ...options, maxAge: -SECOND }),
  };
}

export type SessionCookie = ReturnType<typeof createSessionCookie>;
