import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lockSubjects } from '../../src/accounts/index.ts';
import { verifyProof, verifyReceipt } from '../../src/ledger/index.ts';
import { contains, databaseBytes, filesUnder, isSentMail } from '../support/canary.ts';
import { exportActs } from '../support/exports.ts';
import { marketing } from '../support/marketing.ts';
import { engines, newKey, rowsOf } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { releaseManyTimes } from '../support/many-releases.ts';
import { DAY, MINUTE, openStage } from '../support/stage.ts';
import type { Stage } from '../support/stage.ts';
import { until } from '../support/until.ts';

const everybody = { or: [{ exists: { trait: 'plan' } }, { not: { exists: { trait: 'plan' } } }] };
type Item = Record<string, unknown>;

const codesOf = ({ userErrors }: { readonly userErrors: readonly { readonly code: string }[] }): string[] =>
  userErrors.map(({ code }) => code);

for (const engine of engines) {
  describe(`a copy of one’s data, on ${engine},`, () => {
    let stage: Stage;
    let act: ReturnType<typeof exportActs>;

    before(async () => {
      stage = await openStage(engine);
      act = exportActs(stage);
    });
    after(() => stage.close());

    const listIn = (files: Map<string, string>, name: string): Item[] =>
      JSON.parse(files.get(`${name}.json`) ?? '') as Item[];
    const subjectIdOf = async ({ token }: Person): Promise<string> =>
      (await stage.marketplace.ask<{ viewer: { id: string } }>('marketplace', token, '{ viewer { id } }'))
        .data.viewer.id;

    it('P24 lists every release with receipt and proof, every yes and no, and what targeting knows', async () => {
      const person = await stage.person(`canary.${newKey()}@mail.example`);
      const other = await stage.person();
      const subjectId = await subjectIdOf(person);
      const { db } = stage.marketplace;
      const kept = await stage.install(person, 'calmly-booking');
      const over = await stage.install(person, 'calmly-rooms');
      await stage.install(other, 'gull-icons');
      await stage.act.withdrawGrant(person, over.grantId);
      const offerId = await marketing(stage.marketplace).launch(await stage.act.appId('gull-icons'), {
        criterion: everybody,
      });
      assert.ok((await stage.act.offers(person)).some(({ id }) => id === offerId));
      const { disclosure } = await stage.act.disclosure(person, { offerId });
      await stage.act.dismissOffer(person, offerId, disclosure?.hash ?? '');
      await db.transact((tx) =>
        tx.q('trait_values').insert({
          ...{ subject_id: subjectId, trait: 'plan', text: 'business', number: null, version: 1 },
          recorded_at: tx.now,
        }),
      );

      const made = await act.ready(person);
      const files = await act.fetchFiles(person, made.id);
      const profile = JSON.parse(files.get('profile.json') ?? '') as Item;
      assert.deepEqual(
        [profile['id'], profile['email'], profile['emailVerified'], profile['birthDate']],
        [subjectId, person.email, true, '1990-05-05'],
      );
      const releases = listIn(files, 'releases');
      assert.deepEqual(
        releases.map((release) => release['grantId']).sort(),
        [kept.grantId, over.grantId].sort(),
      );
      const keys = stage.marketplace.services.receipts.identity.signers.map(({ key }) => key);
      for (const { id, app, partner } of releases) {
        assert.ok((app as Item)['name'] && (partner as Item)['legalName']);
        const receipt = verifyReceipt(files.get(`releases/${String(id)}.receipt.json`) ?? '', keys);
        assert.deepEqual([receipt.state, receipt.record['subject']], ['given', subjectId]);
        const proof = files.get(`releases/${String(id)}.tlog-proof`) ?? '';
        assert.ok(verifyProof(proof, keys).leaf.record);
      }
      const grants = listIn(files, 'grants');
      assert.equal(grants.length, 2);
      assert.ok(grants.every(({ text }) => String(text).includes('we give your email address to')));
      assert.ok(files.has(`grants/${over.grantId}.withdrawal.receipt.json`));
      const [refusal, ...more] = listIn(files, 'refusals');
      assert.deepEqual([refusal?.['offerId'], more], [offerId, []]);
      assert.ok(files.has(`refusals/${String(refusal?.['id'])}.receipt.json`));
      assert.deepEqual(
        listIn(files, 'traits').map(({ name, value }) => [name, value]),
        [['plan', 'business']],
      );
      assert.ok(listIn(files, 'offers-shown').some((shown) => shown['offerId'] === offerId));
      assert.equal(listIn(files, 'installations').length, 2);
      assert.deepEqual(
        listIn(files, 'agreements').map(({ version }) => version),
        ['2026-11'],
      );
      assert.ok(files.get('agreements/2026-11.txt')?.includes('only after you said yes'));
      assert.ok(listIn(files, 'texts-shown').length >= 3);
      assert.deepEqual(
        listIn(files, 'mail-openings').map(({ purpose }) => purpose),
        ['release', 'release'],
      );
      assert.ok(listIn(files, 'mails').every(({ kind }) => kind === 'released'));
      const readme = files.get('README.txt') ?? '';
      for (const path of files.keys()) {
        assert.ok(path === 'README.txt' || path.includes('/') || readme.includes(path), path);
      }
      const all = [...files.values()].join('\n');
      assert.ok(
        !all.includes(await subjectIdOf(other)) && !all.includes(other.email),
        'nobody else is in it',
      );
      // The opening of the email for the copy is recorded as that.
      const views = await rowsOf<{ subject_id: string; purpose: string }>(
        stage.marketplace,
        'vault_subject_views',
      );
      assert.deepEqual(
        views.map((row) => [row.subject_id, row.purpose]),
        // Once for the email, once for the name and what was corrected.
        [
          [subjectId, 'export'],
          [subjectId, 'export'],
        ],
      );
    });

    it('P24 a link works once, on POST alone, for a day, and for nobody else’s copy', async () => {
      const [person, stranger] = [await stage.person(), await stage.person()];
      const { export: asked } = await act.request(person);
      assert.ok(asked);
      assert.deepEqual(codesOf(await act.link(person, asked.id)), ['WRONG_STATUS']);
      await act.reaches(person, asked.id, 'READY');
      const { id } = asked;
      assert.deepEqual(codesOf(await act.link(stranger, id)), ['NOT_FOUND']);
      assert.deepEqual(await act.list(stranger), []);

      const key = newKey();
      const first = await act.link(person, id, key);
      assert.match(first.url ?? '', /\/export\/[\w-]{43}$/);
      assert.equal((await act.link(person, id, key)).url, null, 'it is shown once');
      const asks = await act.go(first.url, 'GET');
      assert.equal(asks.status, 200);
      assert.deepEqual(
        [asks.headers.get('cache-control'), asks.headers.get('referrer-policy')],
        ['no-store', 'no-referrer'],
      );
      assert.match(await asks.text(), /<form method="post">/);
      const second = await act.link(person, id);
      assert.equal((await act.go(first.url, 'POST')).status, 410, 'a new link ends the one before');
      const links = await rowsOf<{ token_hash: string }>(stage.marketplace, 'export_links');
      assert.ok(!JSON.stringify(links).includes(second.url?.split('/').at(-1) ?? '?'), 'hashed at rest');
      const both = await Promise.all([act.go(second.url, 'POST'), act.go(second.url, 'POST')]);
      assert.deepEqual(both.map(({ status }) => status).sort(), [200, 410]);
      assert.equal((await act.go(second.url, 'POST')).status, 410);
      assert.equal((await act.go(`${second.url ?? ''}x`, 'POST')).status, 410);

      const late = await act.link(person, id);
      stage.clock.advance(DAY + MINUTE);
      assert.equal((await act.go(late.url, 'POST')).status, 410);
      await act.reaches(person, id, 'EXPIRED');
      assert.deepEqual(codesOf(await act.link(person, id)), ['WRONG_STATUS']);
      const pieces = await rowsOf<{ export_id: string }>(stage.marketplace, 'export_pieces');
      assert.ok(
        pieces.every(({ export_id }) => export_id !== id),
        'its bytes are gone',
      );
    });

    it('P24 one is under way at a time, says how far it is, and tells its person by mail without a link', async () => {
      const person = await stage.person();
      const key = newKey();
      const { export: made } = await act.request(person, key);
      assert.ok(made);
      assert.deepEqual([made.state, made.percent, made.size], ['QUEUED', 0, null]);
      assert.equal((await act.request(person, key)).export?.id, made.id);
      assert.equal((await act.request(person)).export?.id, made.id);
      await act.reaches(person, made.id, 'READY');
      const [ready] = await act.list(person);
      assert.equal(ready?.percent, 100);
      assert.ok((ready?.size ?? 0) > 1_000 && ready?.expiresAt);
      const mailed = () => stage.mails().filter((mail) => mail.header('to') === person.email);
      await until(() => mailed().length === 1, 'the mail', 20_000);
      assert.equal(mailed()[0]?.header('subject'), 'The copy of your data is ready');
      assert.doesNotMatch(mailed()[0]?.text ?? '', /\/export|exp_/);
      for (let i = 1; i < 5; i += 1) await act.ready(person);
      assert.deepEqual(codesOf(await act.request(person)), ['LIMIT_REACHED']);
      const nobody = stage.marketplace.login('export-nobody', 'nobody@canary.example');
      assert.deepEqual(codesOf(await act.request(nobody)), ['ACCOUNT_REQUIRED']);
      const { errors } = await stage.marketplace.ask(
        'marketplace',
        null,
        'mutation { exportMyData(input: {idempotencyKey: "k"}) { userErrors { code } } }',
      );
      assert.equal(errors[0]?.extensions.code, 'UNAUTHENTICATED');
    });

    it('P24 rests sealed, and goes with its person, whatever it is at', async () => {
      const person = await stage.person(`canary.${newKey()}@mail.example`);
      await stage.install(person, 'calmly-booking');
      const made = await act.ready(person);
      const [link, again] = [await act.link(person, made.id), await act.request(person)];
      assert.ok(link.url && again.export);
      const anywhere = async (): Promise<Buffer> =>
        Buffer.concat([
          await databaseBytes(stage.marketplace),
          ...filesUnder(stage.marketplace.dataDir)
            .filter((file) => !isSentMail(file))
            .map((file) => readFileSync(file)),
        ]);
      const bytes = await anywhere();
      assert.ok(!contains(bytes, person.email));
      // A zip begins each file with these bytes and its path.
      assert.ok(!bytes.includes(Buffer.from('profile.json')), 'not even the name of a file is readable');
      await stage.act.eraseAccount(person);
      assert.equal((await act.go(link.url, 'POST')).status, 410);
      for (const table of ['exports', 'export_pieces', 'export_links']) {
        const rows = await rowsOf<{ id?: string; export_id?: string }>(stage.marketplace, table);
        const gone = [made.id, again.export.id];
        assert.ok(
          rows.every((row) => !gone.includes(row.id ?? row.export_id ?? '')),
          table,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      const pieces = await rowsOf<{ export_id: string }>(stage.marketplace, 'export_pieces');
      assert.ok(
        pieces.every(({ export_id }) => export_id !== again.export?.id),
        'nobody made it meanwhile',
      );
    });

    it('P24 a piece that somebody swapped or cut off does not open', async () => {
      const person = await stage.person();
      const [one, two] = [await act.ready(person), await act.ready(person)];
      const { db } = stage.marketplace;
      const swapped = (await rowsOf<{ export_id: string; sealed: Buffer }>({ db }, 'export_pieces')).find(
        ({ export_id }) => export_id === one.id,
      );
      await db.transact((tx) =>
        tx.q('export_pieces').where({ export_id: two.id }).update({ sealed: swapped?.sealed }),
      );
      const { url } = await act.link(person, two.id);
      await assert.rejects(async () => (await act.go(url, 'POST')).arrayBuffer());
      await act.fetchFiles(person, one.id);
    });

    it('P24 hundreds of releases are all there; an erasure in the middle stops it', async () => {
      const { services, db } = stage.marketplace;
      const person = await stage.person();
      const subjectId = await subjectIdOf(person);
      const subject = await db.transact(async (tx) => (await lockSubjects(tx, [subjectId])).get(subjectId));
      assert.ok(subject);
      const { data } = await stage.marketplace.ask<{
        apps: { nodes: { id: string; partner: { privacyPolicyUrl: string | null } }[] };
      }>('marketplace', null, '{ apps(first: 40) { nodes { id partner { privacyPolicyUrl } } } }');
      const open = data.apps.nodes.filter(({ partner }) => partner.privacyPolicyUrl !== null);
      const appIds = open.slice(0, 20).map(({ id }) => id);
      await releaseManyTimes({ services }, subject, appIds, 200);
      const { export: made } = await act.request(person);
      assert.ok(made);
      const seen: number[] = [];
      await until(
        async () => {
          const [one] = await act.list(person);
          seen.push(one?.percent ?? 0);
          return one?.state === 'READY';
        },
        'the export to be ready',
        60_000,
      );
      assert.deepEqual(
        seen,
        [...seen].sort((a, b) => a - b),
        'it only gets further',
      );
      const files = await act.fetchFiles(person, made.id);
      assert.equal(listIn(files, 'releases').length, 200);
      const paths = [...files.keys()];
      for (const end of ['.receipt.json', '.tlog-proof']) {
        assert.equal(paths.filter((path) => path.startsWith('releases/') && path.endsWith(end)).length, 200);
      }
      assert.equal(paths.filter((path) => path.endsWith('.withdrawal.receipt.json')).length, 200);

      const { export: second } = await act.request(person);
      assert.ok(second);
      await act.reaches(person, second.id, 'RUNNING');
      await stage.act.eraseAccount(person);
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      assert.deepEqual(
        await rowsOf(stage.marketplace, 'export_pieces').then((rows) =>
          rows.filter((row) => row['export_id'] === second.id),
        ),
        [],
      );
      assert.ok(
        !stage.marketplace.logLines.some((line) => line.includes('"export"') && line.includes(second.id)),
      );
    });

    it('P24 what a process that ended left is taken over, and made once', async () => {
      const person = await stage.person();
      const { export: made } = await act.request(person);
      assert.ok(made);
      const { db } = stage.marketplace;
      // As a process leaves it that ended in the middle: taken, a piece written, and nobody at it.
      await db.transact(async (tx) => {
        await tx
          .q('exports')
          .where({ id: made.id })
          .update({
            ...{ state: 'running', attempts: 1, percent: 40, next_at: tx.now + 3_000 },
          });
        await tx.q('export_pieces').insert({ export_id: made.id, number: 0, sealed: Buffer.from('left') });
      });
      await act.reaches(person, made.id, 'READY');
      assert.ok((await act.fetchFiles(person, made.id)).has('profile.json'));
    });
  });
}
