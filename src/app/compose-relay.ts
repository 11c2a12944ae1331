import { LEASE } from '../delivery/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Carrier, CarrierRefusal } from '../mail/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Forwarder } from '../platform/mail/index.ts';
import { createPassOn, createRelayServer } from '../relay/index.ts';
import type { Admission, AdmitLetter, RelayServer } from '../relay/index.ts';
import { createLetterAdmission } from '../release/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { VaultParts } from '../vault/index.ts';
import { composeCarrier } from './compose-office.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * Letters to people leave by the mail server that the company's own mail leaves by. Where that is another company's, each
 * is asked for as a mail is: a person's no ends it as a withdrawal does, and the partner is told no more than that.
 */
function admitCarried(carrier: Carrier | null, clock: Clock, admit: AdmitLetter): AdmitLetter {
  if (carrier === null) return admit;
  const refused = (why: CarrierRefusal): Admission => ({
    verdict: why === 'opted-out' || why === 'no-address' ? 'ended' : 'later',
  });
  return async (pair, to) => {
    if (to === 'partner') return admit(pair, to);
    const { subjectId } = pair;
    const refusal = await carrier.refusal(subjectId);
    if (refusal !== null) return refused(refusal);
    const begun = clock.now();
    const admission = await admit(pair, to);
    if (admission.verdict !== 'go') return admission;
    const transfer = await carrier.handOver(subjectId, admission.recordId);
    if (typeof transfer === 'string') return refused(transfer);
    return clock.now() <= begun + LEASE ? admission : { verdict: 'later' };
  };
}

/** The wiring of relay addresses: the SMTP server that takes mail to them, where one is configured. */
export function composeRelay(parts: {
  readonly surroundings: Surroundings;
  readonly db: Database;
  readonly vault: VaultParts;
  readonly ledger: LedgerPorts;
  readonly forwarder: Forwarder;
  readonly onCommitted: () => void;
}) {
  const { db, vault, ledger, forwarder, onCommitted } = parts;
  const { config, secrets, clock, log } = parts.surroundings;
  let server: RelayServer | null = null;
  return {
    /** Takes mail from now on; nothing happens where there are no relay addresses. */
    async start(): Promise<void> {
      if (config.relay === null) return;
      const { keyRing, hashes } = vault;
      const admit = createLetterAdmission({ db, ledger, clock, keyRing, hashes, onCommitted });
      const carried = admitCarried(composeCarrier(parts.surroundings, db), clock, admit);
      const passOn = createPassOn({ db, clock, log, vault, forwarder, admit: carried });
      const { domain, port } = config.relay;
      const made = createRelayServer({ passOn, log, domain, tls: secrets.relayTls });
      await made.listen(config.host, port);
      server = made;
      log.info('relay listens', { port: made.port() });
    },
    /** Where it listens; null: it does not. */
    port: (): number | null => server?.port() ?? null,
    async stop(): Promise<void> {
      await server?.close();
    },
  };
}
