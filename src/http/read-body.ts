import type { IncomingMessage, ServerResponse } from 'node:http';
import { json, urlencoded } from 'express';
import { anyCardNumber, holdsCardNumber } from '../kernel/card-number.ts';
import { AppError } from '../kernel/errors.ts';

const refused = (): AppError =>
  new AppError(
    'CARD_NUMBER_REFUSED',
    'This holds the number of a payment card, or what looks like one. Card numbers are not taken here: give the token of the payment processor.',
  );

/** A GraphQL text with the characters that its literals write as escapes, and without whole numbers that are instants. */
const asWritten = (query: string): string =>
  query
    .replace(/\\u(?:([0-9a-f]{4})|\{([0-9a-f]{1,6})\})/gi, (escape, four: string, braced: string) => {
      const code = Number.parseInt(four ?? braced, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : escape;
    })
    .replace(/(?<=[:[,]\s*)1\d{12}(?=[\s,\])}])/g, '');

function bodyHoldsCard(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || !('query' in body)) return anyCardNumber(body);
  const { query, ...rest } = body;
  return anyCardNumber(typeof query === 'string' ? asWritten(query) : query) || anyCardNumber(rest);
}

/** What Express and the doors, which go without it, can both call. */
type Step = (
  request: IncomingMessage & { body?: unknown },
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

const refuseCards: Step = (request, _response, next) =>
  next(bodyHoldsCard(request.body) ? refused() : undefined);

/** The address of a request as a person would read it; as it is where it does not decode. */
function readable(url: string): string {
  const spaced = url.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** Throws where an address holds the number of a card; called before anything looks at it. */
export function refuseCardsInUrl(url: string): void {
  if (holdsCardNumber(asWritten(readable(url)))) throw refused();
}

/** JSON comes in UTF-8 (RFC 8259); what calls itself something else is not decoded to find out. */
const utf8Only: Step = (request, _response, next) => {
  const [, charset = 'utf-8'] =
    /charset\s*=\s*"?([^\s";]*)/i.exec(request.headers['content-type'] ?? '') ?? [];
  const isUtf8 = /^utf-?8$/i.test(charset);
  next(isUtf8 ? undefined : new AppError('BAD_USER_INPUT', 'The body wants to be in UTF-8.'));
};

/** Lists and objects of a body: more take longer to read than whatever a request may ask takes to refuse. */
const MOST_LISTS = 10_000;

/** Counts them before they are made; brackets inside texts count, too. */
function refuseLists(_request: IncomingMessage, _response: ServerResponse, body: Buffer): void {
  let opened = 0;
  for (let i = 0; i < body.length; i += 1) if (body[i] === 0x5b || body[i] === 0x7b) opened += 1;
  if (opened > MOST_LISTS) {
    throw new AppError('BAD_USER_INPUT', `The body wants at most ${MOST_LISTS} lists and objects.`);
  }
}

/** How routes read a body, and doors one that is not plain (`createJsonReader`): no card number gets past either. */
export const jsonBody = (limit: string): readonly Step[] => [
  utf8Only,
  json({ limit, verify: refuseLists }),
  refuseCards,
];

/** The same for a form. */
export const formBody = (limit: string): readonly Step[] => [
  urlencoded({ extended: false, limit }),
  refuseCards,
];

/** Bytes of the longest body that is read in one piece: too few for as many lists as are refused. */
const PLAIN = 4_096;

/** How long the body of a request is that is sent in the plainest way, as most are: so many bytes of JSON; null otherwise. */
export function plainLength({ method, headers }: IncomingMessage): number | null {
  const length = Number(headers['content-length']);
  const isPlain =
    method === 'POST' &&
    headers['content-type'] === 'application/json' &&
    headers['content-encoding'] === undefined &&
    headers['transfer-encoding'] === undefined;
  return isPlain && length > 0 && length <= PLAIN ? length : null;
}

/** A plain body that is there in one piece; null, with all of it left to be read: it is not. */
function readPlain(request: IncomingMessage, length: number): Promise<Buffer | null> | Buffer | null {
  const before = request.read(length) as Buffer | null;
  if (before !== null) return before;
  return new Promise((resolve) => {
    request.once('readable', () => resolve(request.read(length) as Buffer | null));
  });
}

/** The object that a plain body is. Undefined, with the body left to be read: all else, and what is wrong with it. */
async function readPlainJson(request: IncomingMessage): Promise<object | undefined> {
  const length = plainLength(request);
  const body = length === null ? null : await readPlain(request, length);
  if (body === null) return undefined;
  if (body[0] === 0x7b) {
    try {
      return JSON.parse(body.toString('utf8')) as object;
    } catch {
      // The reader of all others says what is wrong.
    }
  }
  request.unshift(body);
  return undefined;
}

/**
 * Reads a body as `jsonBody` does; undefined: there is none, or it does not call itself JSON. What is plain is read without
 * its steps, which take as long as running a query.
 */
export function createJsonReader(
  limit: string,
): (request: IncomingMessage, response: ServerResponse) => Promise<unknown> {
  const steps = jsonBody(limit);
  const readBySteps = (request: IncomingMessage & { body?: unknown }, response: ServerResponse) =>
    new Promise<unknown>((resolve, reject) => {
      const after = (done: number, error?: unknown): void => {
        const step = steps[done];
        if (error !== undefined) return reject(error as Error);
        if (step === undefined) return resolve(request.body);
        try {
          step(request, response, (problem) => after(done + 1, problem));
        } catch (thrown) {
          // A body is read by events, past which nothing that is thrown gets to whoever asked for it.
          reject(thrown as Error);
        }
      };
      after(0);
    });
  return async (request, response) => {
    const plain = await readPlainJson(request);
    if (plain === undefined) return readBySteps(request, response);
    if (bodyHoldsCard(plain)) throw refused();
    return plain;
  };
}
