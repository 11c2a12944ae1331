import { timingSafeEqual } from 'node:crypto';
import { isEmailAddress } from '../kernel/sealed-email.ts';
import { parseUrl } from '../kernel/parse-url.ts';
import type { KeyedHashes } from './key-ring.ts';

/** A link to somebody else's site, and the page of ours that it leads through. */
export interface OutsideLink {
  /** As it was written. */
  readonly url: string;
  readonly host: string;
  /** Where a page or a mail links to instead. */
  readonly notice: string;
}

const MAX_URL = 2_000;
const LINK = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** What ends a sentence or a bracket after an address is none of it. */
const TAIL = /[.,;:!?)\]}»”’]+$/u;

/** Whether a part of an address names a mailbox, however often it was escaped. */
function namesMailbox(part: string): boolean {
  let text = part;
  for (let i = 0; i < 3 && /%[0-9a-f]{2}/i.test(text); i += 1) {
    text = text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
      Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8'),
    );
  }
  return text.split(/[\s/?&=#;,:"<>()[\]\\]+/).some(isEmailAddress);
}

/**
 * An address of another site with nothing personal in it: the user's name and password go, and a query or fragment
 * that names a mailbox. Null: it is none, or its path names one.
 */
export function cleanAddress(text: string): URL | null {
  const url = text.length > MAX_URL ? null : parseUrl(text);
  if (url === null || !/^https?:$/.test(url.protocol)) return null;
  [url.username, url.password] = ['', ''];
  if (namesMailbox(url.search)) url.search = '';
  if (namesMailbox(url.hash)) url.hash = '';
  return namesMailbox(url.pathname) ? null : url;
}

/**
 * Links to other sites, each through a notice. What is linked to is signed, so that nobody makes a link of ours lead
 * where they want: the page opens what this service has linked to, and nothing else.
 */
export function createOutsideLinks(parts: {
  readonly hashes: Pick<KeyedHashes, 'outsideLink'>;
  /** Where people reach this, without a slash at its end. */
  readonly publicUrl: string;
}) {
  const sign = (address: string): string => parts.hashes.outsideLink(address).toString('base64url');

  /** Null: it leads nowhere that can be linked to. */
  function linkTo(text: string): OutsideLink | null {
    const url = cleanAddress(text);
    if (url === null) return null;
    const to = new URLSearchParams({ to: url.href, sig: sign(url.href) });
    return { url: text, host: url.host, notice: `${parts.publicUrl}/leaving?${to}` };
  }

  /** Addresses as they stand in a text, without what ends a sentence. */
  const addressesIn = (text: string): string[] =>
    (text.match(LINK) ?? []).map((found) => found.replace(TAIL, ''));

  return {
    linkTo,
    /** The links that a text holds, each once. */
    inText: (text: string): OutsideLink[] =>
      [...new Set(addressesIn(text))].flatMap((address) => linkTo(address) ?? []),
    /** A text whose addresses lead through the notice; one that cannot be linked to is left out. */
    rewrite: (text: string): string =>
      text.replace(LINK, (found) => {
        const address = found.replace(TAIL, '');
        return `${linkTo(address)?.notice ?? '[address left out]'}${found.slice(address.length)}`;
      }),
    /** Where a link of ours leads; null: it is none. */
    open(to: string, signature: string): URL | null {
      const [given, ours] = [Buffer.from(signature, 'base64url'), parts.hashes.outsideLink(to)];
      if (given.length !== ours.length || !timingSafeEqual(given, ours)) return null;
      return cleanAddress(to);
    },
  };
}

export type OutsideLinks = ReturnType<typeof createOutsideLinks>;
