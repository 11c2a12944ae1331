import { addInstalls } from '../catalog/index.ts';
import { HOUR } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';
import { isRefusal } from '../kernel/errors.ts';
import type { Refusal } from '../kernel/errors.ts';
import { newId } from '../kernel/ids.ts';
import type { Tx } from '../platform/db/index.ts';
import { idempotencyConflict } from '../platform/idempotency.ts';
import { markChanged } from '../traits/index.ts';
import { markDisclosuresUsed, scopeOf } from '../policies/index.ts';
import { requireActiveGrants } from './active-grant.ts';
import { gatherFacts, offersOf } from './batch-facts.ts';
import type { BatchFacts, BatchOffers } from './batch-facts.ts';
import type { OffersPort, ReleasePort } from './ports.ts';
import { insertRefusals } from './refusals.ts';
import { refuseDismissal, refuseGiving, refuseUninstall, refuseWithdrawal } from './rules.ts';
import * as store from './store.ts';
import type { Command, EndReason, EndedGrant, Grant, Installation, OfferRefusal, Outcome } from './types.ts';

interface InstallChange {
  readonly appId: string;
  readonly by: number;
}

/** What a round of commands changes. */
interface Changes {
  readonly granted: Grant[];
  readonly installed: Installation[];
  readonly ended: EndedGrant[];
  readonly uninstalled: Installation[];
  readonly refused: OfferRefusal[];
  /** Grants whose release waits, and until when. */
  readonly held: Map<string, Millis>;
}

/**
 * Decides and saves commands in one transaction, a constant number of statements for any number of people. A person's
 * second command waits for a later round, so that each is decided on what the one before it left.
 */
export async function runConsentBatch(
  tx: Tx,
  ports: { readonly release: ReleasePort; readonly offers: OffersPort; readonly relayOffered: boolean },
  commands: readonly Command[],
): Promise<readonly (Outcome | Refusal)[]> {
  const results = new Array<Outcome | Refusal>(commands.length);
  const installs: InstallChange[] = [];
  const offers: BatchOffers = { port: ports.offers, ids: offersOf(commands), accepted: new Map() };
  let waiting = commands.map((command, place) => ({ command, place }));
  while (waiting.length > 0) {
    const round = new Map<string, (typeof waiting)[number]>();
    const later: typeof waiting = [];
    for (const entry of waiting) {
      if (round.has(entry.command.subjectId)) later.push(entry);
      else round.set(entry.command.subjectId, entry);
    }
    const entries = [...round.values()];
    const outcomes = await runRound(
      tx,
      { ...ports, offers },
      entries.map((entry) => entry.command),
      installs,
    );
    entries.forEach((entry, i) => (results[entry.place] = outcomes[i] as Outcome | Refusal));
    waiting = later;
  }
  // Once and last: offers and apps are shared by everybody, so their locks are taken in one order and held shortly.
  await ports.offers.addAcceptances(tx, offers.accepted);
  await addInstalls(tx, installs);
  return results;
}

async function runRound(
  tx: Tx,
  ports: { readonly release: ReleasePort; readonly offers: BatchOffers; readonly relayOffered: boolean },
  commands: readonly Command[],
  installs: InstallChange[],
): Promise<readonly (Outcome | Refusal)[]> {
  const facts = await gatherFacts(tx, ports, commands);
  const changes: Changes = {
    granted: [],
    installed: [],
    ended: [],
    uninstalled: [],
    refused: [],
    held: new Map(),
  };
  const outcomes = commands.map((command) => decide(tx, facts, changes, command, ports.offers.accepted));
  await save(tx, facts, changes);
  installs.push(
    ...changes.installed.map(({ appId }) => ({ appId, by: 1 })),
    ...changes.uninstalled.map(({ appId }) => ({ appId, by: -1 })),
  );
  if (changes.granted.length > 0) {
    const proven = await requireActiveGrants(
      tx,
      changes.granted.map((grant) => grant.id),
    );
    const grants = [...proven.values()];
    await ports.release.release(
      tx,
      grants.filter(({ id }) => !changes.held.has(id)),
    );
    await ports.release.hold(
      tx,
      grants.flatMap((grant) => {
        const until = changes.held.get(grant.id);
        return until === undefined ? [] : [{ grant, until }];
      }),
    );
  }
  if (changes.ended.length > 0) await ports.release.announceEnd(tx, changes.ended);
  if (changes.refused.length > 0) await ports.release.recordRefusals(tx, changes.refused);
  return outcomes;
}

function decide(
  tx: Tx,
  facts: BatchFacts,
  changes: Changes,
  command: Command,
  accepted: Map<string, number>,
): Outcome | Refusal {
  const seen = facts.window.seen(command.request);
  if (seen === 'conflict') return idempotencyConflict();
  if (seen !== null) {
    return {
      grant: facts.grants.get(seen.refs['grantId'] ?? '') ?? null,
      installation: facts.installations.get(seen.refs['installationId'] ?? '') ?? null,
      refusal: facts.refusals.get(seen.refs['refusalId'] ?? '') ?? null,
    };
  }
  const outcome = decideNew(tx, facts, command);
  if (isRefusal(outcome)) return outcome;
  const { grant, installation, refusal } = outcome;
  if (grant?.state === 'active') {
    changes.granted.push(grant);
    const until = heldUntil(tx, facts, command);
    if (until !== null) changes.held.set(grant.id, until);
    if (grant.offerId !== null) accepted.set(grant.offerId, (accepted.get(grant.offerId) ?? 0) + 1);
  }
  if (grant?.state === 'ended') changes.ended.push(grant as EndedGrant);
  if (installation?.state === 'installed') changes.installed.push(installation);
  if (installation?.state === 'uninstalled') changes.uninstalled.push(installation);
  if (refusal !== null) changes.refused.push(refusal);
  facts.window.remember(command.request, {
    ...(grant === null ? {} : { grantId: grant.id }),
    ...(installation === null ? {} : { installationId: installation.id }),
    ...(refusal === null ? {} : { refusalId: refusal.id }),
  });
  return outcome;
}

/** The end of the hours in which contacts of an offer are gathered; null: they go at once, as installs always do. */
function heldUntil(tx: Tx, facts: BatchFacts, command: Command): Millis | null {
  const hours = command.kind === 'accept' ? (facts.giving(command).offer?.spreadHours ?? 0) : 0;
  return hours === 0 ? null : (Math.floor(tx.now / (hours * HOUR)) + 1) * hours * HOUR;
}

function decideNew(tx: Tx, facts: BatchFacts, command: Command): Outcome | Refusal {
  switch (command.kind) {
    case 'accept':
    case 'install': {
      const giving = facts.giving(command);
      const refusal = refuseGiving(command, giving);
      if (refusal !== null) return refusal;
      const grant = newGrant(tx, command, giving.disclosure as NonNullable<typeof giving.disclosure>);
      const installation = command.kind === 'install' ? newInstallation(tx, grant) : null;
      return { grant, installation, refusal: null };
    }
    case 'dismiss': {
      const { subject, disclosure, offer, activeGrants } = facts.giving(command);
      const refusal = refuseDismissal(command, { subject, disclosure, offer, activeGrants });
      if (refusal !== null) return refusal;
      const dismissed = newRefusal(tx, command, disclosure as NonNullable<typeof disclosure>);
      return { grant: null, installation: null, refusal: dismissed };
    }
    case 'withdraw': {
      const subject = facts.subjects.get(command.subjectId) ?? null;
      const grant = facts.grants.get(command.grantId) ?? null;
      const refusal = refuseWithdrawal(command, subject, grant);
      if (refusal !== null) return refusal;
      return { grant: endGrant(tx, grant as Grant, 'withdrawn'), installation: null, refusal: null };
    }
    case 'uninstall': {
      const subject = facts.subjects.get(command.subjectId) ?? null;
      const installation = facts.installed(command.subjectId, command.appId);
      const refusal = refuseUninstall(subject, installation);
      if (refusal !== null) return refusal;
      const { grantId } = installation as Installation;
      const grant = facts.active.grants.find((active) => active.id === grantId) ?? null;
      return {
        grant: grant === null ? null : endGrant(tx, grant, 'uninstalled'),
        installation: { ...(installation as Installation), state: 'uninstalled', uninstalledAt: tx.now },
        refusal: null,
      };
    }
  }
}

function newGrant(
  tx: Tx,
  command: Extract<Command, { kind: 'accept' | 'install' }>,
  disclosure: NonNullable<ReturnType<BatchFacts['giving']>['disclosure']>,
): Grant {
  return {
    id: newId('grant', tx.now),
    subjectId: command.subjectId,
    appId: disclosure.appId,
    partnerId: disclosure.partnerId,
    basis: disclosure.basis,
    offerId: disclosure.offerId,
    address: disclosure.address,
    ...scopeOf[disclosure.basis],
    disclosureHash: disclosure.hash,
    textVersion: disclosure.textVersion,
    policyId: disclosure.policyId,
    partnerPolicyId: disclosure.partnerPolicyId,
    means: command.kind === 'accept' ? 'accept_offer' : 'install_app',
    state: 'active',
    grantedAt: tx.now,
    endedAt: null,
    endReason: null,
  };
}

const newInstallation = (tx: Tx, grant: Grant): Installation => ({
  id: newId('installation', tx.now),
  subjectId: grant.subjectId,
  appId: grant.appId,
  grantId: grant.id,
  state: 'installed',
  installedAt: tx.now,
  uninstalledAt: null,
});

const newRefusal = (
  tx: Tx,
  command: Extract<Command, { kind: 'dismiss' }>,
  { appId, partnerId, hash }: NonNullable<ReturnType<BatchFacts['giving']>['disclosure']>,
): OfferRefusal => ({
  id: newId('refusal', tx.now),
  subjectId: command.subjectId,
  appId,
  partnerId,
  offerId: command.offerId,
  disclosureHash: hash,
  refusedAt: tx.now,
});

export const endGrant = (tx: Tx, grant: Grant, endReason: EndReason): EndedGrant => ({
  ...grant,
  state: 'ended',
  endedAt: tx.now,
  endReason,
});

async function save(tx: Tx, facts: BatchFacts, changes: Changes): Promise<void> {
  await store.lockGrants(
    tx,
    changes.ended.map((grant) => grant.id),
  );
  for (const reason of ['withdrawn', 'uninstalled'] as const) {
    const ended = changes.ended.filter((grant) => grant.endReason === reason);
    await store.endGrants(
      tx,
      ended.map((grant) => grant.id),
      reason,
    );
  }
  await store.insertGrants(tx, changes.granted);
  await store.insertInstallations(tx, changes.installed);
  await store.endInstallations(
    tx,
    changes.uninstalled.map((installation) => installation.id),
  );
  await insertRefusals(tx, changes.refused);
  await markDisclosuresUsed(
    tx,
    [...changes.granted, ...changes.refused].map((answer) => answer.disclosureHash),
  );
  await markChanged(
    tx,
    [...changes.granted, ...changes.ended].map((grant) => grant.subjectId),
  );
  await facts.window.save(tx);
}
