import assert from 'node:assert/strict';
import { engines, mutationText, newKey } from '../support/marketplace.ts';
import type { Person } from '../support/marketplace.ts';
import { dialogue, openRelayStage } from '../support/relay.ts';
import type { RelayStage } from '../support/relay.ts';
import { hearStatements } from '../support/statements.ts';

/** How often each question is asked about an address that is known and about one that is not, in turns. */
const TURNS = 7;
/** And how often at most, while what runs in the background makes one of them look dearer or cheaper. */
const MOST_TURNS = 60;

const ORDER = ['known', 'unknown'] as const;

/** An answer without what is made anew for each. */
const plain = (text: string): string =>
  text
    .replaceAll(/[a-z]{3}_[0-9A-Z]{26}/g, '(id)')
    .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '(instant)')
    .replaceAll(/"(reference|secret)":"[^"]+"/g, '"$1":"(new)"');

interface Heard {
  readonly answer: string;
  readonly statements: number;
  readonly ms: number;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

/** The number that comes most often; of several, the least. */
function usual(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const number of numbers) times.set(number, (times.get(number) ?? 0) + 1);
  const most = Math.max(...times.values());
  return Math.min(...[...times].filter(([, count]) => count === most).map(([number]) => number));
}

for (const dialect of engines) {
  describe(`whether an address is known, on ${dialect},`, () => {
    let stage: RelayStage;
    let known: Person;
    let count = 0;
    let statements = 0;
    let hearing: ReturnType<typeof hearStatements>;

    before(async () => {
      stage = await openRelayStage(dialect);
      known = await stage.person('known-000@people.example');
      await stage.install(known, 'calmly-booking');
      // These ask the database all the time, which is no part of any answer.
      const { worker, sequencer, chores, exporter, audience } = stage.marketplace.serving.sluice;
      await Promise.all([worker, sequencer, chores, exporter, audience].map((poller) => poller.stop()));
      hearing = hearStatements(() => (statements += 1));
    });
    after(async () => {
      hearing.end();
      await stage.close();
    });

    /** As long as the one that is known, so that an answer's length tells nothing by itself. */
    const unknown = (): string => `other-${String((count += 1)).padStart(3, '0')}@people.example`;

    async function hear(ask: () => Promise<string>): Promise<Heard> {
      // What the answer before has set off is over by then.
      await new Promise((resolve) => setTimeout(resolve, 60));
      const before = { statements, at: performance.now() };
      const answer = await ask();
      return {
        answer: plain(answer),
        statements: statements - before.statements,
        ms: performance.now() - before.at,
      };
    }

    /** Asks about both in turns; `prepare` makes whatever each turn needs, apart from the count. */
    async function tellsNothing<Prepared>(
      prepare: (address: string) => Promise<Prepared> | Prepared,
      ask: (address: string, prepared: Prepared) => Promise<string>,
    ): Promise<void> {
      const heard: Record<'known' | 'unknown', Heard[]> = { known: [], unknown: [] };
      // What runs in the background asks the database in between, or has just asked what the answer would have:
      // what comes most often is what the answer takes.
      const taken = (of: readonly Heard[]): number => usual(of.map((one) => one.statements));
      const isEven = (): boolean => taken(heard.known) === taken(heard.unknown);
      for (let turn = 0; turn < TURNS || (turn < MOST_TURNS && !isEven()); turn += 1) {
        // The one that is asked first changes, so that what runs every so often in the background falls on both.
        for (const which of turn % 2 === 0 ? ORDER : ORDER.toReversed()) {
          const address = which === 'known' ? known.email : unknown();
          const prepared = await prepare(address);
          heard[which].push(await hear(() => ask(address, prepared)));
        }
      }
      const [first] = heard.known;
      for (const { answer } of [...heard.known, ...heard.unknown]) assert.equal(answer, first?.answer);
      assert.equal(taken(heard.known), taken(heard.unknown), 'statements for each');
      const [a, b] = [heard.known, heard.unknown].map((of) => median(of.map(({ ms }) => ms))) as [
        number,
        number,
      ];
      assert.ok(Math.max(a, b) < 3 * Math.min(a, b) + 25, `${a} ms, ${b} ms`);
    }

    const answerOf = async (response: Response): Promise<string> =>
      [
        response.status,
        response.headers.get('content-type'),
        response.headers.get('content-length'),
        await response.text(),
      ].join(' ');
    const post = async (path: string, body: unknown): Promise<string> =>
      answerOf(
        await fetch(`${stage.marketplace.serving.url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    async function mutate(token: string, name: string, input: object, fields: string): Promise<string> {
      const query = mutationText(name, fields);
      const given = { input: { idempotencyKey: newKey(), ...input } };
      const { status, raw } = await stage.marketplace.ask('marketplace', token, query, given);
      return `${status} ${raw}`;
    }

    it('is not told by making an account with it', async () => {
      await tellsNothing(
        () => `login-${(count += 1)}`,
        (email, sub) =>
          mutate(
            stage.marketplace.login(sub, email).token,
            'createAccount',
            { birthDate: '1990-05-05', policyVersion: '2026-11' },
            'viewer { id emailVerified profile { birthDate } grants(first: 5) { nodes { id } } releases(first: 5) { nodes { id } } }',
          ),
      );
    });

    const correct = ({ token }: Person, email: string): Promise<string> =>
      mutate(token, 'correctProfile', { email }, 'viewer { id emailVerified }');

    it('is not told by correcting one’s own to it', async () => {
      await tellsNothing(
        () => stage.person(unknown()),
        (email, person) => correct(person, email),
      );
    });

    it('is not told by asking for the link that verifies it', async () => {
      await tellsNothing(
        async (email) => {
          const person = await stage.person(unknown());
          await correct(person, email);
          return person;
        },
        (_, { token }) => mutate(token, 'sendEmailVerification', {}, 'viewer { id emailVerified }'),
      );
    });

    it('is not told by a login that has it and no account', async () => {
      await tellsNothing(
        () => `no-account-${(count += 1)}`,
        async (email, sub) => {
          const { token } = stage.marketplace.login(sub, email);
          const query = '{ viewer { id email } }';
          const { status, raw } = await stage.marketplace.ask('marketplace', token, query);
          return `${status} ${raw} ${await mutate(token, 'verifyEmail', {}, 'viewer { id }')}`;
        },
      );
    });

    for (const [path, body] of [
      ['/privacy/requests', { right: 'ACCESS', text: 'All that you have.' }],
      ['/privacy/requests', { right: 'DELETION', text: 'Forget me.' }],
      ['/privacy/complaints', { company: 'us', violation: 'I was written to.', shareDetails: false }],
    ] as const) {
      it(`is not told by ${path} ${'right' in body ? body.right : ''}`, async () => {
        // Thirty forms an hour from one place: a later hour for each.
        stage.clock.advance(3_600_000);
        await tellsNothing(
          () => null,
          (contact) => post(path, { ...body, contact }),
        );
      });
    }

    it('is not told where a secret is asked for: states of requests and erasures, links in mails', async () => {
      await tellsNothing(
        () => null,
        async (address) => {
          const answers = [
            await post('/privacy/requests/status', { reference: address, secret: address }),
            await post('/privacy/requests/erase', { reference: address, secret: address }),
            await post('/privacy/complaints/status', { reference: address, secret: address }),
            await post('/privacy/erasures', { reference: address }),
          ];
          for (const link of ['unsubscribe', 'verify-email', 'export']) {
            answers.push(await post(`/${link}/${encodeURIComponent(address)}`, ''));
            answers.push(await post(`/${link}/${Buffer.from(address).toString('base64url')}`, ''));
          }
          return answers.join('\n');
        },
      );
    });

    it('is not told by the mail server of relay addresses, to whoever writes or is written to', async () => {
      await tellsNothing(
        () => null,
        async (address) => {
          const smtp = await dialogue(stage.port());
          const [local = ''] = address.split('@');
          const said: string[] = [];
          for (const [from, to] of [
            ['anna@acorn.example', address],
            ['anna@acorn.example', `${local}@relay.market.example`],
            [address, `${'a'.repeat(32)}@relay.market.example`],
            [address, `re-${'a'.repeat(32)}@relay.market.example`],
          ]) {
            said.push(await smtp.say(`MAIL FROM:<${from}>`), await smtp.say(`RCPT TO:<${to}>`));
            said.push(
              await smtp.say('RSET'),
              await smtp.say(`VRFY ${address}`),
              await smtp.say(`EXPN ${local}`),
            );
          }
          smtp.end();
          return said.join('\n').replaceAll(address, '(address)').replaceAll(local, '(local)');
        },
      );
    });

    it('is not told by doors that ask for a token, to whoever has another', async () => {
      const askers = [
        ['marketplace', known.token],
        ['marketplace', null],
        ['partner', stage.marketplace.partnerToken('birchmail')],
        ['marketing', stage.marketplace.staffToken('marketing')],
      ] as const;
      await tellsNothing(
        () => null,
        async (email) => {
          const answers: string[] = [];
          for (const [door, token] of askers) {
            const query = `{ peopleByEmail(email: ${JSON.stringify(email)}) }`;
            answers.push((await stage.marketplace.ask(door, token, query)).raw);
          }
          return answers.join('\n');
        },
      );
    });
  });
}
