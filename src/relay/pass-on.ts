import type { Clock } from '../kernel/clock.ts';
import { SealedEmail } from '../kernel/sealed-email.ts';
import type { Database } from '../platform/db/index.ts';
import { describeError } from '../platform/log.ts';
import type { Log } from '../platform/log.ts';
import type { Forwarder } from '../platform/mail/index.ts';
import { findByEmail } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { keepCorrespondents, openCorrespondent } from './correspondents.ts';
import { addressIn, countOf, readLetter, valueOf } from './letter.ts';
import type { Letter } from './letter.ts';
import * as replies from './replies.ts';
import type { Reply } from './replies.ts';
import { letterToPartner, letterToPerson } from './rewrite.ts';
import { findRoute } from './routes.ts';
import type { Route } from './routes.ts';
import { bounceAddress, isAutomatic, isLoop, isPlainAddress, readDestination } from './rules.ts';
import { toPair } from './store.ts';
import type { AdmitLetter } from './types.ts';

/** A letter as it came over the wire. */
export interface Incoming {
  /** The envelope's sender; empty: a bounce. */
  readonly from: string;
  readonly to: string;
  readonly bytes: Buffer;
}

export interface RelayParts {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly vault: VaultParts;
  readonly forwarder: Forwarder;
  readonly admit: AdmitLetter;
}

/** Made for the moment of sending. */
interface Outgoing {
  readonly bytes: Buffer;
  /** Null: where the person reads mail, which only `admit` knows. */
  readonly to: SealedEmail | null;
}

/** Passes letters on between people and partners that have a relay address. Nothing of them is kept. */
export function createPassOn(parts: RelayParts) {
  const { db, clock, log, vault, forwarder, admit } = parts;
  const nameOf = (text: string): string => vault.hashes.relayName(text);

  function rewriting(letter: Letter, { relay }: Route) {
    const relayAddress = `${relay.name}@${relay.domain}`;
    return { ...{ letter, nameOf, relayAddress }, pair: relay.name, domain: relay.domain, now: clock.now() };
  }

  async function toPerson(letter: Letter, route: Route, sender: string): Promise<Outgoing | Reply> {
    const from = addressIn(letter, 'from') ?? (isPlainAddress(sender) ? sender : null);
    if (from === null) return replies.unreadable;
    const replyTo = addressIn(letter, 'reply-to');
    const addresses = [...new Set(replyTo === null ? [from] : [from, replyTo])];
    const names = await keepCorrespondents(db, vault, route.relay, addresses);
    if (names === null) return replies.noSuchAddress;
    const standIn = (address: string) => ({
      address,
      answersTo: `${names.get(address) ?? ''}@${route.relay.domain}`,
    });
    const other = replyTo === null || replyTo === from ? null : standIn(replyTo);
    return { bytes: letterToPerson(rewriting(letter, route), standIn(from), other), to: null };
  }

  /** Who knows an answer's address and writes from the account's own is taken for its person. */
  async function toPartner(letter: Letter, route: Route): Promise<Outgoing | Reply> {
    const { relay, correspondent } = route;
    const from = addressIn(letter, 'from');
    return db.read(async (reader) => {
      const senders = from === null ? [] : await findByEmail(reader, vault, new SealedEmail(from));
      if (correspondent === null || !senders.includes(relay.subject_id)) return replies.noSuchAddress;
      const to = await openCorrespondent(reader, vault, correspondent);
      if (to === null) return replies.noSuchAddress;
      return { bytes: letterToPartner(rewriting(letter, route), to), to: new SealedEmail(to) };
    });
  }

  async function send(route: Route, { bytes, to }: Outgoing): Promise<Reply> {
    const begun = performance.now();
    const admission = await admit(toPair(route.relay), route.to);
    if (admission.verdict === 'ended') return replies.noSuchAddress;
    const recipient = to ?? (admission.verdict === 'go' ? admission.address : null);
    if (admission.verdict === 'later' || recipient === null) return replies.later;
    const from = new SealedEmail(bounceAddress(route.relay.domain));
    const mark = vault.hashes.mailMark(route.relay.subject_id);
    const result = await forwarder.forward({ id: admission.recordId, mark, from, to: recipient, bytes });
    const durationMs = Math.round(performance.now() - begun);
    const code = result.kind === 'failed' ? { code: result.error } : {};
    log.info('letter relayed', { messageId: admission.recordId, outcome: result.kind, durationMs, ...code });
    if (result.kind === 'sent') return replies.taken;
    return result.permanent ? replies.notPassedOn : replies.later;
  }

  async function passOn({ from, to, bytes }: Incoming): Promise<Reply> {
    if (readDestination(to)?.kind === 'bounces') return replies.taken;
    const route = await db.read((reader) => findRoute(reader, to));
    if (route === null) return replies.noSuchAddress;
    // A bounce says that something did not arrive, in words that may quote an address.
    if (from === '') return replies.taken;
    const letter = readLetter(bytes);
    if (letter === null) return replies.unreadable;
    const headerOf = (name: string): string | null => valueOf(letter, name);
    if (isLoop(headerOf, countOf(letter, 'received')) || isAutomatic(headerOf, route.to))
      return replies.taken;
    const outgoing =
      route.to === 'person' ? await toPerson(letter, route, from) : await toPartner(letter, route);
    return 'code' in outgoing ? outgoing : send(route, outgoing);
  }

  return {
    /** Whether mail from a sender to a recipient is wanted, before it is sent to us. */
    async isWanted(from: string, to: string): Promise<boolean> {
      if (readDestination(to)?.kind === 'bounces') return from === '';
      return (await db.read((reader) => findRoute(reader, to))) !== null;
    },
    /** Passes a letter on, or says why not. It never throws: who sent it keeps it while we are in trouble. */
    async passOn(incoming: Incoming): Promise<Reply> {
      try {
        return await passOn(incoming);
      } catch (error) {
        log.error('relay', describeError(error));
        return replies.later;
      }
    },
  };
}

export type PassOn = ReturnType<typeof createPassOn>;
