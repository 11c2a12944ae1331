import assert from 'node:assert/strict';
import { plant } from '../../seeds/plant.ts';
import { demoPerson, factsOf } from '../../seeds/people.ts';
import { sequence } from '../../seeds/deterministic.ts';
import { insertSubjects } from '../../src/accounts/index.ts';
import type { Subject } from '../../src/accounts/index.ts';
import { compose } from '../../src/app/index.ts';
import { listApps } from '../../src/catalog/index.ts';
import { runFsck } from '../../src/cli/ledger.ts';
import { createConsentDesk } from '../../src/consent/index.ts';
import type { Outcome, ReleasePort } from '../../src/consent/index.ts';
import { createWorker, sandboxContents } from '../../src/delivery/index.ts';
import { HOUR, MINUTE } from '../../src/kernel/clock.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import type { Refusal } from '../../src/kernel/errors.ts';
import { newId } from '../../src/kernel/ids.ts';
import { systemRandom } from '../../src/kernel/random.ts';
import { SealedEmail } from '../../src/kernel/sealed-email.ts';
import { offersAhead } from '../../src/offers/index.ts';
import { readConfig, readSecrets } from '../../src/platform/config/index.ts';
import { createLog } from '../../src/platform/log.ts';
import { LOCKED_CLAUSE, currentPolicy } from '../../src/policies/index.ts';
import { publishPolicy } from '../../src/privacy/index.ts';
import { createSafePost } from '../../src/platform/safe-fetch/index.ts';
import { admitAttempts, createReleasePort, createUnseal, recordReceived } from '../../src/release/index.ts';
import { addPeople, recordValues } from '../../src/traits/index.ts';
import { sealEmails } from '../../src/vault/index.ts';
import { connectEndpoint } from '../support/connect.ts';
import { newDatabaseUrl, temporaryFolder } from '../support/databases.ts';
import { dose } from '../support/dose.ts';
import { engines, rowsOf, runningClock } from '../support/marketplace.ts';
import { startReceiver } from '../support/receiver.ts';
import { until } from '../support/until.ts';

const HISTORIES = dose(800, 10_000);
const AT_ONCE = 250;
const STEPS = 8;
const FAULT = 0.1;
/** Until a new version is in force, milliseconds. */
const SOON = 2_000;
/** By so much a transaction may have begun, which is its time, before it saw what another one committed. */
const SLACK = 2_000;

/** A fault of ours at a random moment: the transaction around it rolls back, as when the process dies there. */
class Crash extends Error {}

for (const dialect of engines) {
  describe(`random histories on ${dialect}`, function () {
    this.timeout(120 * MINUTE);
    let close: () => Promise<void> = () => Promise.resolve();
    afterEach(() => close());

    it(`${HISTORIES} of them let no email out without an active grant, and record every release`, async () => {
      const random = sequence(20_261_124);
      const chance = (p: number): boolean => random() < p;
      const clock = runningClock();
      const config = readConfig({
        SLUICE_DATA_DIR: temporaryFolder(),
        SLUICE_DATABASE_URL: await newDatabaseUrl(dialect),
        SLUICE_LOOPBACK_WEBHOOKS: 'true',
      });
      const secrets = readSecrets({}, config, systemRandom);
      const log = createLog('silent');
      const sluice = compose({ config, secrets, clock, random: systemRandom, log });
      const { db, services, ledger } = sluice;
      const { vault, hashes } = services;
      await sluice.upgrade();
      await plant({ db, vault, ledger, issuer: config.jwt.issuer }, 0);

      // What the test knows by itself, to hold against what the service does.
      const emailOf = new Map<string, string>();
      const ended = new Set<string>();
      const erased = new Set<string>();
      const granted = new Set<string>();
      /** Who asked to be erased and may change their mind, each with an object of that very wish. */
      const leaving = new Map<string, object>();
      let goneWrong = 0;
      let refusals = 0;
      let crashes = 0;

      const crashSometimes = (): void => {
        if (!chance(FAULT)) return;
        crashes += 1;
        throw new Crash();
      };
      const port = createReleasePort(ledger, hashes, () => Promise.resolve());
      const release: ReleasePort = {
        async release(tx, grants) {
          crashSometimes();
          await port.release(tx, grants);
          crashSometimes();
        },
        async announceEnd(tx, grants) {
          crashSometimes();
          await port.announceEnd(tx, grants);
          crashSometimes();
        },
        hold: (tx, held) => port.hold(tx, held),
        recordRefusals: (tx, refusals) => port.recordRefusals(tx, refusals),
      };
      const receiver = await startReceiver();
      receiver.answer = () => (chance(0.1) ? 500 : 200);
      const post = createSafePost({ loopback: true });
      const unseal = createUnseal({ keyRing: vault.keyRing, hashes });
      const sent = new Map<string, string>();
      const worker = createWorker({
        ...{ db, clock, random: systemRandom, keyRing: vault.keyRing, log },
        post: {
          ...post,
          async post(url, headers, body) {
            // Died before sending, or after it with the answer lost: the attempt counts as lost and is made again.
            if (chance(FAULT / 5)) throw new Crash();
            const outcome = await post.post(url, headers, body);
            if (chance(FAULT / 5)) throw new Crash();
            return outcome;
          },
        },
        async admit(tx, deliveries) {
          const endedBefore = new Set(ended);
          const leavingBefore = new Map(leaving);
          const verdicts = await admitAttempts(tx, deliveries);
          for (const delivery of deliveries) {
            if (delivery.event !== 'contact.released' || verdicts.get(delivery.id) !== 'go') continue;
            if (endedBefore.has(delivery.grantId)) goneWrong += 1;
            const wish = leavingBefore.get(delivery.subjectId);
            if (wish !== undefined && leaving.get(delivery.subjectId) === wish) goneWrong += 1;
          }
          return verdicts;
        },
        async unseal(reader, attempts) {
          const erasedBefore = new Set(erased);
          const bodies = await unseal(reader, attempts);
          for (const { id, delivery } of attempts) {
            const body = bodies.get(id);
            if (body === undefined || delivery.event !== 'contact.released') continue;
            if (erasedBefore.has(delivery.subjectId)) goneWrong += 1;
            if (!body.data.includes(emailOf.get(delivery.subjectId) ?? '?')) goneWrong += 1;
            sent.set(delivery.id, body.data);
          }
          return bodies;
        },
        signingKeys: [],
        sandboxContents,
        received: recordReceived,
        notifyDisabled: () => Promise.resolve(),
        settings: { poll: 10, reclaimAfter: 400, lease: 200, concurrency: 64 },
      });
      const consent = createConsentDesk({
        db,
        hashes,
        release,
        offers: services.offersPort,
        onCommitted: () => worker.wake(),
      });

      close = async () => {
        await worker.stop();
        await sluice.close();
        await post.close();
        await receiver.close();
      };

      const apps = await db.read((r) => listApps(r, { order: 'NAME' }, { first: 100 }));
      const partnerIds = [...new Set(apps.edges.map(({ node }) => node.partnerId))];
      for (const partnerId of partnerIds.slice(1)) {
        await connectEndpoint(sluice, partnerId, `${receiver.url}/${partnerId}`);
      }
      const live = await db.read((r) => offersAhead(r, clock.now()));
      const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;

      async function newPeople(count: number): Promise<Subject[]> {
        return db.transact(async (tx) => {
          const policyVersion = (await currentPolicy(tx, tx.now))?.version ?? '';
          const subjects = Array.from({ length: count }, () => ({
            id: newId('subject', tx.now),
            birthDate: demoPerson.birthDate,
            policyVersion,
            loginIndex: systemRandom.bytes(32),
          }));
          await insertSubjects(tx, subjects);
          await addPeople(
            tx,
            subjects.map(({ id }) => id),
          );
          await recordValues(
            tx,
            subjects.flatMap(({ id }) => factsOf(id, demoPerson)),
          );
          const sealed = subjects.map(({ id }) => {
            const email = `${id.toLowerCase()}@canary.example`;
            emailOf.set(id, email);
            return { subjectId: id, email: new SealedEmail(email), verified: true };
          });
          await sealEmails(tx, vault, sealed);
          return subjects.map((subject) => ({ ...subject, createdAt: tx.now, erasesAt: null }));
        });
      }

      /** No yes and no attempt under a version that its person had not agreed to; all versions here change a promise. */
      async function agreedToAll(): Promise<void> {
        const policies = await rowsOf<{ id: string; version: string; effective_at: number }>(
          sluice,
          'policies',
        );
        const agreements = await rowsOf<{ subject_id: string; version: string; agreed_at: number }>(
          sluice,
          'policy_agreements',
        );
        const agreedAt = new Map(
          agreements.map((row) => [`${row.subject_id} ${row.version}`, row.agreed_at]),
        );
        const versionAt = (time: number): string =>
          policies
            .filter((row) => Number(row.effective_at) <= time)
            .reduce((last, row) => (Number(row.effective_at) >= Number(last.effective_at) ? row : last))
            .version;
        const had = (subjectId: string, version: string, time: number): boolean =>
          erased.has(subjectId) || Number(agreedAt.get(`${subjectId} ${version}`) ?? Infinity) <= time;
        const versionOf = new Map(policies.map(({ id, version }) => [id, version]));
        const grants = await rowsOf<{ subject_id: string; policy_id: string; granted_at: number }>(
          sluice,
          'grants',
        );
        for (const grant of grants) {
          assert.ok(
            had(grant.subject_id, versionOf.get(grant.policy_id) ?? '', Number(grant.granted_at) + SLACK),
            'a yes under a version that was not agreed to',
          );
        }
        const messages = new Map(
          (await rowsOf<{ id: string; event: string; subject_id: string }>(sluice, 'outbox')).map((row) => [
            row.id,
            row,
          ]),
        );
        const attempts = await rowsOf<{ message_id: string; started_at: number }>(
          sluice,
          'delivery_attempts',
        );
        for (const { message_id, started_at } of attempts) {
          const message = messages.get(message_id);
          if (message?.event !== 'contact.released') continue;
          assert.ok(
            had(message.subject_id, versionAt(Number(started_at)), Number(started_at) + SLACK),
            'an attempt under a version that was not agreed to',
          );
        }
      }

      /** Does it until it was answered, under one key, and sometimes once more. */
      async function insist(act: (key: string) => Promise<Outcome | Refusal>): Promise<Outcome | Refusal> {
        const key = systemRandom.bytes(12).toString('hex');
        for (;;) {
          try {
            const answer = await act(key);
            if (isRefusal(answer)) refusals += 1;
            if (!chance(0.2)) return answer;
            const again = await act(key);
            if (!isRefusal(answer)) {
              assert.ok(!isRefusal(again), 'a repetition of what was done is not refused');
              assert.equal(again.grant?.id, answer.grant?.id);
            }
            return answer;
          } catch (error) {
            if (!(error instanceof Crash)) throw error;
          }
        }
      }

      let versions = 0;
      let suspensions = 0;
      const everybody: Subject[] = [];
      /** Reads the policy in force and says yes to it. */
      async function agree(subject: Subject): Promise<Subject> {
        const { version = '' } = (await db.read((r) => currentPolicy(r, clock.now()))) ?? {};
        const agreed = await services.agreeToPolicy(subject, systemRandom.bytes(12).toString('hex'), version);
        return isRefusal(agreed) ? subject : agreed;
      }

      let stays = 0;
      const newKey = (): string => systemRandom.bytes(12).toString('hex');
      const loginOf = ({ id }: Subject) => ({ issuer: 'test', sub: id });
      async function leave(subject: Subject): Promise<Subject> {
        const wish = { immediately: false, idempotencyKey: newKey() };
        const asked = await services.erasures.erase(loginOf(subject), subject, wish);
        if (isRefusal(asked)) return subject;
        leaving.set(subject.id, {});
        return { ...subject, erasesAt: asked.erasesAt };
      }
      async function stay(subject: Subject): Promise<Subject> {
        leaving.delete(subject.id);
        const stayed = await services.erasures.cancel(subject, newKey());
        assert.ok(!isRefusal(stayed), 'whoever is leaving may stay');
        stays += 1;
        return stayed;
      }

      async function liveOut(born: Subject): Promise<void> {
        let subject = born;
        const mine: { grantId: string; appId: string; installed: boolean }[] = [];
        for (let step = 0; step < STEPS; step += 1) {
          const dice = random();
          if (dice < 0.55) {
            const offer = chance(0.5) ? pick(live) : null;
            const app = pick(apps.edges).node;
            const of = offer === null ? { appId: app.id, offerId: null } : { appId: null, offerId: offer.id };
            const shown = await services.showDisclosure(subject, of);
            if (isRefusal(shown)) {
              if (shown.refused === 'ERASURE_PENDING' && chance(0.7)) subject = await stay(subject);
              if (shown.refused !== 'POLICY_AGREEMENT_REQUIRED') continue;
              suspensions += 1;
              // Most agree and go on with what they were about to do.
              if (!chance(0.9)) continue;
              subject = await agree(subject);
              step -= 1;
              continue;
            }
            const { hash: disclosureHash } = shown;
            const answer = await insist((idempotencyKey) =>
              offer === null
                ? consent.installApp(subject, { appId: app.id, disclosureHash, idempotencyKey })
                : consent.acceptOffer(subject, { offerId: offer.id, disclosureHash, idempotencyKey }),
            );
            if (isRefusal(answer) || answer.grant === null) continue;
            granted.add(answer.grant.id);
            mine.push({ grantId: answer.grant.id, appId: answer.grant.appId, installed: offer === null });
          } else if (dice < 0.75 && mine.length > 0) {
            const { grantId } = pick(mine);
            const answer = await insist((idempotencyKey) =>
              consent.withdrawGrant(subject, { grantId, idempotencyKey }),
            );
            if (!isRefusal(answer)) ended.add(grantId);
          } else if (dice < 0.9 && mine.some((one) => one.installed)) {
            const { appId } = pick(mine.filter((one) => one.installed));
            const answer = await insist((idempotencyKey) =>
              consent.uninstallApp(subject, { appId, idempotencyKey }),
            );
            if (!isRefusal(answer) && answer.grant !== null) ended.add(answer.grant.id);
          } else if (dice < 0.93) {
            await services.erasures.erase(loginOf(subject), subject, {
              immediately: true,
              idempotencyKey: 'erase',
            });
            leaving.delete(subject.id);
            mine.forEach(({ grantId }) => ended.add(grantId));
            erased.add(subject.id);
            return;
          } else if (dice < 0.932) {
            versions += 1;
            const policy = {
              version: `test-${versions}`,
              text: `New words. ${LOCKED_CLAUSE}`,
              material: true,
              // Committed before it takes effect, as every change of a promise is.
            };
            await db.transact((tx) => publishPolicy(tx, ledger, { ...policy, effectiveAt: tx.now + SOON }));
          } else if (dice < 0.96) {
            subject = await leave(subject);
          }
        }
      }

      worker.start();
      await sluice.sequencer.start();
      for (let i = 0; i < HISTORIES; i += AT_ONCE) {
        const people = await newPeople(Math.min(AT_ONCE, HISTORIES - i));
        everybody.push(...people);
        await Promise.all(people.map(liveOut));
      }

      // Whoever was waited for comes back in the end.
      for (const subject of everybody) if (leaving.has(subject.id)) await stay(subject);
      await new Promise((resolve) => setTimeout(resolve, SOON));
      for (const subject of everybody) if (!erased.has(subject.id)) await agree(subject);
      // Time passes until every message has come to rest.
      const waiting = async (): Promise<number> => {
        const rows = (await db.read((r) =>
          r.q('outbox').whereIn('state', ['pending', 'sending']).count({ n: '*' }),
        )) as { n: number }[];
        return Number(rows[0]?.n);
      };
      const deadline = Date.now() + 5 * MINUTE;
      while ((await waiting()) > 0) {
        assert.ok(Date.now() < deadline, `${await waiting()} messages never came to rest`);
        clock.advance(HOUR);
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
      const rows = <Row>(table: string): Promise<Row[]> => rowsOf(sluice, table);
      const grants = await rows<{ id: string; state: string; subject_id: string }>('grants');
      const releases = await rows<{ grant_id: string; ledger_entry_id: string }>('releases');
      const entries = await rows<{ id: string; event: string }>('ledger_entries');
      const outbox = await rows<{ id: string; event: string; state: string; grant_id: string }>('outbox');
      const released = outbox.filter((row) => row.event === 'contact.released');

      assert.equal(goneWrong, 0, 'emails opened without an active grant');
      assert.deepEqual(
        new Set(grants.map((grant) => grant.id)),
        granted,
        'a grant for every yes, and no other',
      );
      assert.equal(releases.length, granted.size);
      assert.deepEqual(
        releases.map((row) => row.ledger_entry_id).sort(),
        entries
          .filter((row) => row.event === 'release')
          .map((row) => row.id)
          .sort(),
        'releases = ledger rows',
      );
      assert.deepEqual(
        new Set(grants.filter((grant) => grant.state === 'ended').map((grant) => grant.id)),
        ended,
      );
      const active = new Set(grants.filter((grant) => grant.state === 'active').map((grant) => grant.id));
      for (const message of released) {
        const allowed = active.has(message.grant_id)
          ? ['delivered', 'held']
          : ['delivered', 'held', 'cancelled'];
        assert.ok(
          allowed.includes(message.state),
          `${message.state} with an ${active.has(message.grant_id) ? 'active' : 'ended'} grant`,
        );
      }

      await agreedToAll();

      const inTree = async (): Promise<boolean> => (await services.ledgerStatus()).pending === 0;
      await until(inTree, 'everything in the tree', MINUTE);
      assert.deepEqual(await runFsck(sluice), [], 'rows against leaves');

      // Every byte that came: a released contact only as it was opened for that message, everything else without email.
      const byId = new Map(released.map((row) => [row.id, row]));
      for (const { headers, body } of receiver.hooks) {
        const id = String(headers['webhook-id']);
        if (byId.has(id)) assert.ok(body.endsWith(`,"data":${sent.get(id)}}`), 'what was opened for it');
        else assert.ok(!body.includes('@canary.example'), 'a notice names nobody');
      }
      const seen = {
        crashes,
        refusals,
        suspensions,
        erased: erased.size,
        stays,
        versions,
        webhooks: receiver.hooks.length,
      };
      const least = {
        crashes: 2,
        refusals: 20,
        suspensions: 5,
        erased: 10,
        stays: 3,
        versions: 0.2,
        webhooks: 80,
      };
      for (const [what, percent] of Object.entries(least)) {
        const count = seen[what as keyof typeof seen];
        assert.ok(count >= (HISTORIES * percent) / 100, `${what}: only ${count}`);
      }
    });
  });
}
