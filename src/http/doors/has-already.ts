import type { IncomingMessage } from 'node:http';

/** Whether a request by GET says that it has this very answer already (RFC 9110, section 13.1.2): then 304 will do. */
export const hasAlready = ({ method, headers }: IncomingMessage, etag: unknown): boolean =>
  method === 'GET' && etag !== undefined && headers['if-none-match'] === etag;
