import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';
import { requestIdOf } from './observe.ts';

/**
 * The headers that keep browsers from doing what no page here wants, and the request's name. The former are the same for
 * each answer: helmet, a dozen middlewares, is asked for them once.
 */
export function createSecurityHeaders(https: boolean): (response: ServerResponse) => void {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  helmet({
    referrerPolicy: { policy: 'no-referrer' },
    // Development serves plain http, which a browser must not be told to leave.
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: https ? [] : null } },
    strictTransportSecurity: https,
  })(request, response, () => undefined);
  const headers = Object.entries(response.getHeaders()).map(
    ([name, value]) => [name, String(value)] as const,
  );
  return (answered) => {
    const requestId = requestIdOf(answered);
    if (requestId !== null) answered.setHeader('X-Request-Id', requestId);
    for (const [name, value] of headers) answered.setHeader(name, value);
  };
}
