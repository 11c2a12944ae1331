import type { Database } from '../platform/db/index.ts';
import type { Forwarder } from '../platform/mail/index.ts';
import { createPassOn, createRelayServer } from '../relay/index.ts';
import type { RelayServer } from '../relay/index.ts';
import { createLetterAdmission } from '../release/index.ts';
import type { LedgerPorts } from '../ledger/index.ts';
import type { VaultParts } from '../vault/index.ts';
import type { Surroundings } from './surroundings.ts';

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
      const passOn = createPassOn({ db, clock, log, vault, forwarder, admit });
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
