import {
  createSequencer,
  createSigner,
  createWitnessing,
  formatVerifierKey,
  readStatus,
  trustNobodyElse,
} from '../ledger/index.ts';
import type { LedgerPorts, LogIdentity, LogStatus, Signer } from '../ledger/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { ReceiptParts } from '../privacy/index.ts';
import { sealRecords } from '../vault/index.ts';
import type { VaultParts } from '../vault/index.ts';
import type { Surroundings } from './surroundings.ts';

/** Whom to trust about this log, for whoever wants to check it: its keys, and the witnesses that the operator chose. */
function policyText({ signers }: LogIdentity, publicUrl: string, chosen: string): string {
  const own = signers.map(({ key }) => `log ${formatVerifierKey(key)} ${publicUrl}/ledger/`);
  const others = chosen
    .split('\n')
    .filter((line) => !/^[ \t]*(log[ \t]|#|$)/.test(line))
    // Where a witness is asked is the log's business, not everybody's.
    .map((line) => line.replace(/^([ \t]*witness[ \t]+\S+[ \t]+\S+).*$/, '$1'));
  return `${[...own, ...others].join('\n')}\n`;
}

/** The wiring of the ledger: what appends, what sequences and is witnessed, what is served and proven. */
export function composeLedger(parts: {
  readonly surroundings: Surroundings;
  readonly db: Database;
  readonly vault: VaultParts;
}) {
  const { surroundings, db, vault } = parts;
  const { config, secrets, clock, random, log, ledgerPolicy } = surroundings;
  const { hashes, keyRing } = vault;
  const { origin } = config.ledger;
  const identity: LogIdentity = {
    origin,
    signers: secrets.ledgerKeys.map(({ key }) => createSigner(origin, key)) as [Signer, ...Signer[]],
  };
  const trust = ledgerPolicy?.trust ?? trustNobodyElse;
  const ports: LedgerPorts = {
    sealForSubjects: (tx, items) => sealRecords(tx, vault, items),
    rowMac: (row) => hashes.ledgerRow(row),
    erasureKey: (entryId) => hashes.erasureKey(entryId),
    random,
  };
  const witnessing = createWitnessing({ db, clock, log, identity, policy: trust });
  const sequencer = createSequencer({
    ...{ db, clock, log, identity, rowMac: ports.rowMac },
    onCheckpoint: () => witnessing.wake(),
    ...(surroundings.sequencer === undefined ? {} : { settings: surroundings.sequencer }),
  });
  const receipts: ReceiptParts = {
    ...{ keyRing, identity, trust, erasureKey: ports.erasureKey },
    controller: { ...config.controller, url: config.publicUrl },
  };
  return {
    ports,
    witnessing,
    sequencer,
    receipts,
    served: {
      clock,
      trust,
      policyText: policyText(identity, config.publicUrl, ledgerPolicy?.text ?? 'quorum none\n'),
    },
    status: (): Promise<LogStatus> => db.read((reader) => readStatus(reader, trust, clock.now())),
  };
}
