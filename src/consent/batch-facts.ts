import { lockSubjects } from '../accounts/index.ts';
import type { Subject } from '../accounts/index.ts';
import { appsById, partnersById } from '../catalog/index.ts';
import type { App, Partner } from '../catalog/index.ts';
import { overduePartners } from '../duties/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { openIdempotencyWindow } from '../platform/idempotency.ts';
import type { IdempotencyWindow } from '../platform/idempotency.ts';
import { currentPolicy, disclosuresByHash, supersededVersions } from '../policies/index.ts';
import type { Disclosure } from '../policies/index.ts';
import { verifiedSubjects } from '../vault/index.ts';
import type { OffersPort } from './ports.ts';
import { refusalsById } from './refusals.ts';
import type { GivingFacts } from './rules.ts';
import * as store from './store.ts';
import type { Command, Grant, Installation, OfferFacts, OfferRefusal } from './types.ts';

/** A command that answers a shown text. */
export type Answering = Extract<Command, { kind: 'accept' | 'dismiss' | 'install' }>;

/** All that a batch needs to be decided, read in a constant number of statements. */
export interface BatchFacts {
  readonly window: IdempotencyWindow;
  readonly subjects: ReadonlyMap<string, Subject>;
  readonly grants: ReadonlyMap<string, Grant>;
  /** What an earlier request under the same key made, by id. */
  readonly installations: ReadonlyMap<string, Installation>;
  readonly refusals: ReadonlyMap<string, OfferRefusal>;
  readonly active: {
    readonly grants: readonly Grant[];
    readonly installations: readonly Installation[];
  };
  giving(command: Answering): GivingFacts;
  installed(subjectId: string, appId: string): Installation | null;
}

interface Gathered {
  readonly disclosures: ReadonlyMap<string, Disclosure>;
  readonly offers: ReadonlyMap<string, OfferFacts>;
  readonly apps: ReadonlyMap<string, App>;
  readonly partners: ReadonlyMap<string, Partner>;
  readonly overdue: ReadonlySet<string>;
}

/** What the rounds of a batch share. */
export interface BatchOffers {
  readonly port: OffersPort;
  /** Offers of all rounds: the first one locks what can run out, so that no later one waits while it holds something. */
  readonly ids: readonly string[];
  /** How many accepted in this batch so far, by offer. */
  readonly accepted: Map<string, number>;
}

export const offersOf = (commands: readonly Command[]): string[] =>
  commands.flatMap((command) =>
    command.kind === 'accept' || command.kind === 'dismiss' ? command.offerId : [],
  );

/** An offer of which the last acceptance was given is over. */
function asItStands(offer: OfferFacts | undefined, { accepted }: BatchOffers): OfferFacts | null {
  if (offer === undefined) return null;
  const isLeft = offer.left === null || (accepted.get(offer.id) ?? 0) < offer.left;
  return { ...offer, live: offer.live && isLeft };
}

/** Locks the batch's people, then reads. Nobody else changes these people's grants until the transaction ends. */
export async function gatherFacts(
  tx: Tx,
  { offers: batchOffers, relayOffered }: { readonly offers: BatchOffers; readonly relayOffered: boolean },
  commands: readonly Command[],
): Promise<BatchFacts> {
  const people = commands.map((command) => command.subjectId);
  const subjects = await lockSubjects(tx, people);
  const window = await openIdempotencyWindow(
    tx,
    commands.map((command) => command.request),
  );
  const earlier = commands.flatMap((command) => {
    const seen = window.seen(command.request);
    return seen === null || seen === 'conflict' ? [] : [seen.refs];
  });
  const named = (name: string): string[] => earlier.flatMap((refs) => refs[name] ?? []);
  const gathered = await gatherGiving(tx, batchOffers, commands);
  const accepting = commands.flatMap(({ kind, subjectId }) => (kind === 'accept' ? [subjectId] : []));
  const optedOut = await batchOffers.port.optedOut(tx, accepting);
  const policy = await currentPolicy(tx, tx.now);
  const superseded = await supersededVersions(tx, tx.now);
  const verified = await verifiedSubjects(tx, people);
  const grants = await store.grantsById(tx, [
    ...commands.flatMap((command) => (command.kind === 'withdraw' ? [command.grantId] : [])),
    ...named('grantId'),
  ]);
  const installations = await store.installationsById(tx, named('installationId'));
  const refusals = await refusalsById(tx, named('refusalId'));
  const active = {
    grants: await store.activeGrantsOf(tx, people),
    installations: await store.activeInstallationsOf(tx, people),
  };
  const installed = (subjectId: string, appId: string): Installation | null =>
    active.installations.find((item) => item.subjectId === subjectId && item.appId === appId) ?? null;
  return {
    window,
    subjects,
    grants,
    installations,
    refusals,
    active,
    installed,
    giving(command) {
      const disclosure = gathered.disclosures.get(command.disclosureHash) ?? null;
      const app = disclosure === null ? undefined : gathered.apps.get(disclosure.appId);
      return {
        now: tx.now,
        subject: subjects.get(command.subjectId) ?? null,
        emailVerified: verified.has(command.subjectId),
        optedOutBySignal: optedOut.has(command.subjectId),
        disclosure,
        app: app ?? null,
        partner: (app && gathered.partners.get(app.partnerId)) ?? null,
        partnerOverdue: app !== undefined && gathered.overdue.has(app.partnerId),
        offer:
          command.kind === 'install' ? null : asItStands(gathered.offers.get(command.offerId), batchOffers),
        currentPolicyId: policy?.id ?? null,
        relayOffered,
        hasToAgree: superseded.has(subjects.get(command.subjectId)?.policyVersion ?? ''),
        activeGrants: active.grants.filter((grant) => grant.subjectId === command.subjectId),
        installation: app === undefined ? null : installed(command.subjectId, app.id),
      };
    },
  };
}

async function gatherGiving(
  tx: Tx,
  { port, ids }: BatchOffers,
  commands: readonly Command[],
): Promise<Gathered> {
  const giving = commands.flatMap((command) =>
    command.kind === 'withdraw' || command.kind === 'uninstall' ? [] : [command],
  );
  const disclosures = await disclosuresByHash(
    tx,
    giving.map((command) => command.disclosureHash),
  );
  const offers = await port.facts(tx, ids, tx.now);
  const apps = await appsById(
    tx,
    [...disclosures.values()].map((disclosure) => disclosure.appId),
  );
  const partners = await partnersById(
    tx,
    [...apps.values()].map((app) => app.partnerId),
  );
  const overdue = await overduePartners(tx, [...partners.keys()], tx.now);
  return { disclosures, offers, apps, partners, overdue };
}
