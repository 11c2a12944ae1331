import { json, urlencoded } from 'express';
import type { RequestHandler } from 'express';
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

const refuseCards: RequestHandler = (request, _response, next) =>
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

/** Refuses an address that holds the number of a card, before anything looks at it. */
export const refuseCardsInUrl: RequestHandler = (request, _response, next) =>
  next(holdsCardNumber(asWritten(readable(request.originalUrl))) ? refused() : undefined);

/** JSON comes in UTF-8 (RFC 8259); what calls itself something else is not decoded to find out. */
const utf8Only: RequestHandler = (request, _response, next) => {
  const [, charset = 'utf-8'] =
    /charset\s*=\s*"?([^\s";]*)/i.exec(request.headers['content-type'] ?? '') ?? [];
  const isUtf8 = /^utf-?8$/i.test(charset);
  next(isUtf8 ? undefined : new AppError('BAD_USER_INPUT', 'The body wants to be in UTF-8.'));
};

/** The one way in which the doors and the routes beside them read a body: no card number gets past it. */
export const jsonBody = (limit: string): readonly RequestHandler[] => [
  utf8Only,
  json({ limit }),
  refuseCards,
];

/** The same for a form. */
export const formBody = (limit: string): readonly RequestHandler[] => [
  urlencoded({ extended: false, limit }),
  refuseCards,
];
