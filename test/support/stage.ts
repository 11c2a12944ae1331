import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import type { ReceivedEvent } from '../../packages/partner-kit/src/index.ts';
import type { Dialect } from '../../src/platform/db/index.ts';
import { readMail } from './mail-sink.ts';
import type { ReadMail } from './mail-sink.ts';
import { acts, rowsOf, startMarketplace } from './marketplace.ts';
import type { Person } from './marketplace.ts';
import { partnerDoor } from './partner-door.ts';
import { startReceiver } from './receiver.ts';
import type { Hook, Receiver } from './receiver.ts';
import { until } from './until.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const DAY = 24 * 60 * MINUTE;

/** A row of the outbox, as far as stories look at it. */
export interface MessageRow {
  readonly id: string;
  readonly event: string;
  readonly grant_id: string;
  readonly endpoint_id: string | null;
  readonly state: string;
  readonly attempts: number;
  readonly failures: number;
  readonly next_at: number;
}

/** A release as its person is shown it. */
export interface ReleaseView {
  readonly state: string;
  readonly delivered: boolean;
  readonly sentAt: string | null;
  readonly receivedAt: string | null;
  readonly grant: { readonly id: string };
  readonly deletion: {
    readonly dueAt: string;
    readonly attestedAt: string | null;
    readonly proof: string | null;
  } | null;
  readonly fetches: readonly { readonly at: string; readonly proof: string | null }[];
}

const RELEASES = `{ viewer { releases(first: 50) { nodes {
  state delivered sentAt receivedAt grant { id } deletion { dueAt attestedAt proof } fetches { at proof }
} } } }`;

/** A marketplace with the people, partners and receivers of one story. */
export async function openStage(dialect: Dialect, options: Parameters<typeof startMarketplace>[1] = {}) {
  const marketplace = await startMarketplace(dialect, options);
  const act = acts(marketplace);
  const receivers: Receiver[] = [];
  let people = 0;

  async function person(email?: string): Promise<Person> {
    people += 1;
    const one = marketplace.login(`stage-${people}`, email ?? `stage.${people}@canary.example`);
    assert.deepEqual((await act.createAccount(one)).userErrors, []);
    return one;
  }

  const messages = async (grantId: string): Promise<MessageRow[]> =>
    (await rowsOf<MessageRow>(marketplace, 'outbox')).filter((row) => row.grant_id === grantId);

  const message = async (grantId: string, event = 'contact.released'): Promise<MessageRow> => {
    const found = (await messages(grantId)).find((row) => row.event === event);
    if (found === undefined) throw new Error(`no ${event} was queued`);
    return found;
  };

  /** Waits until so many attempts for a grant's message have failed and the retry is queued. */
  const failed = (grantId: string, times = 1, event = 'contact.released'): Promise<void> =>
    until(
      async () =>
        (await messages(grantId)).some(
          (row) => row.event === event && row.state === 'pending' && row.attempts >= times,
        ),
      `${times} failures of ${event}`,
    );

  return {
    marketplace,
    act,
    clock: marketplace.clock,
    person,
    messages,
    message,
    partner: (slug: string) => partnerDoor(marketplace, slug),
    async receiver(): Promise<Receiver> {
      const receiver = await startReceiver();
      receivers.push(receiver);
      return receiver;
    },
    async install(one: Person, slug: string): Promise<{ readonly appId: string; readonly grantId: string }> {
      const appId = await act.appId(slug);
      const { disclosure, userErrors } = await act.disclosure(one, { appId });
      assert.deepEqual(userErrors, []);
      const done = await act.installApp(one, appId, disclosure?.hash ?? '');
      assert.deepEqual(done.userErrors, []);
      return { appId, grantId: done.grant?.id ?? '' };
    },
    /** What a person sees of the release under a grant. */
    async release(one: Person, grantId: string): Promise<ReleaseView> {
      const { data, errors } = await marketplace.ask<{ viewer: { releases: { nodes: ReleaseView[] } } }>(
        'marketplace',
        one.token,
        RELEASES,
      );
      assert.deepEqual(errors, []);
      const found = data.viewer.releases.nodes.find(({ grant }) => grant.id === grantId);
      assert.ok(found, `no release under ${grantId}`);
      return found;
    },
    /** Says yes to some offer of an app; everybody is offered what has no criterion that they fail. */
    async accept(one: Person, slug: string): Promise<{ readonly offerId: string; readonly grantId: string }> {
      const offer = (await act.offers(one)).find(({ app }) => app.slug === slug);
      assert.ok(offer, `no offer of ${slug}`);
      const { disclosure } = await act.disclosure(one, { offerId: offer.id });
      const done = await act.acceptOffer(one, offer.id, disclosure?.hash ?? '');
      assert.deepEqual(done.userErrors, []);
      return { offerId: offer.id, grantId: done.grant?.id ?? '' };
    },
    /** Waits until a grant's message is where it should be. */
    reaches: (grantId: string, state: string, event = 'contact.released', timeoutMs?: number) =>
      until(
        async () => (await messages(grantId)).some((row) => row.event === event && row.state === state),
        `${event} to be ${state}`,
        timeoutMs,
      ),
    failed,
    /** Waits until both messages of an installation have failed: what fails after the clock moved waits on from there. */
    async bothFailed(grantId: string): Promise<void> {
      for (const event of ['contact.released', 'app.installed']) await failed(grantId, 1, event);
    },
    /** Waits until no attempt is under way. */
    settled: () =>
      until(
        async () =>
          (await rowsOf<MessageRow>(marketplace, 'outbox')).every(({ state }) => state !== 'sending'),
        'all attempts to end',
      ),
    /** Waits until no mail of the company’s own is due or on its way. */
    mailed: () =>
      until(
        async () =>
          (await rowsOf<{ state: string; next_at: number }>(marketplace, 'mail_queue')).every(
            ({ state, next_at }) =>
              state !== 'sending' && !(state === 'pending' && Number(next_at) <= marketplace.clock.now()),
          ),
        'all mails to go',
      ),
    /** Mails that the service wrote to its data folder. */
    mails(): ReadMail[] {
      const folder = join(marketplace.dataDir, 'mail');
      try {
        return readdirSync(folder)
          .filter((file) => file.endsWith('.eml'))
          .map((file) => readMail(readFileSync(join(folder, file))));
      } catch {
        return [];
      }
    },
    /** Those that are no notice of a release. */
    otherMails(): ReadMail[] {
      return this.mails().filter((mail) => !mail.header('subject')?.startsWith('Your email address goes to'));
    },
    async close(): Promise<void> {
      await marketplace.stop();
      await Promise.all(receivers.map((receiver) => receiver.close()));
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

export const eventOf = (hook: Hook | undefined): ReceivedEvent =>
  JSON.parse(hook?.body ?? '') as ReceivedEvent;

export const typesOf = (hooks: readonly Hook[]): string[] => hooks.map((hook) => eventOf(hook).type);

/** The name under which a message's partner knows its person. */
export function contactIn(hook: Hook | undefined): { readonly id: string; readonly email?: string } {
  const event = eventOf(hook);
  if (!('data' in event) || !('contact' in event.data)) throw new Error(`${event.type} is about nobody`);
  return event.data.contact;
}

/** Which of these secrets signed a message, by another library; whatever clock the story is at. */
export function signedBy(hook: Hook, secrets: readonly string[]): string[] {
  const header = (name: string): string => String(hook.headers[name]);
  const at = new Date(Number(header('webhook-timestamp')) * 1_000);
  const signatures = header('webhook-signature').split(' ');
  return secrets.filter((secret) =>
    signatures.includes(new Webhook(secret).sign(header('webhook-id'), at, hook.body)),
  );
}
