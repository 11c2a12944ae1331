import assert from 'node:assert/strict';
import { engines, rowsOf } from '../support/marketplace.ts';
import type { Person, UserErrors } from '../support/marketplace.ts';
import { exportActs } from '../support/exports.ts';
import { office } from '../support/office.ts';
import type { Office } from '../support/office.ts';
import { fromPartner, openRelayStage } from '../support/relay.ts';
import type { RelayStage } from '../support/relay.ts';

const SLUG = 'mail-carrier';

for (const dialect of engines) {
  describe(`letters that another company carries, on ${dialect},`, () => {
    let stage: RelayStage;
    let desk: Office;
    let person: Person;
    let address: string;

    before(async () => {
      stage = await openRelayStage(dialect, { SLUICE_SMTP_PROCESSOR: SLUG });
      desk = office(stage);
      person = await stage.person();
      ({ address } = await stage.installRelayed(person, 'calmly-booking'));
    });
    after(() => stage.close());

    const officer = <Payload extends UserErrors>(name: string, type: string, input: object) =>
      desk.mutate<Payload>('privacy', desk.officer(), [name, type, 'processor { id }'], input);
    const say = (name: 'optOutOfProcessor' | 'optInToProcessor') =>
      desk.mutate<UserErrors>(
        'marketplace',
        person.token,
        [name, 'ProcessorChoiceInput', 'processor { optedOut }'],
        { slug: SLUG },
      );
    const send = (): Promise<number> => stage.send({ to: address, raw: fromPartner() });
    const letters = async (): Promise<number> =>
      (await rowsOf(stage.marketplace, 'processor_transfers')).filter(({ about }) =>
        String(about).startsWith('led_'),
      ).length;
    const entries = async (): Promise<number> =>
      (await rowsOf(stage.marketplace, 'ledger_entries')).filter(({ event }) => event === 'relay').length;

    it('P03 a relayed letter asks as a mail does: it waits for the register, and a no ends it', async () => {
      assert.ok((await send()) >= 400, 'nobody is registered');
      const made = await officer<UserErrors & { processor: { id: string } | null }>(
        'registerProcessor',
        'RegisterProcessorInput',
        {
          ...{ slug: SLUG, name: 'Parcel Post', purpose: 'Carries our mail.', fields: ['EMAIL'] },
          ...{ promotional: false, country: 'DE', contact: 'privacy@parcel.example' },
          privacyPolicyUrl: 'https://parcel.example/privacy',
        },
      );
      assert.ok((await send()) >= 400 && (await send()) < 500, 'people were not told: later');
      const told = { processorId: made.processor?.id, text: 'Parcel Post carries our mail.' };
      assert.deepEqual(
        (await officer('giveProcessorNotice', 'GiveProcessorNoticeInput', told)).userErrors,
        [],
      );
      assert.deepEqual([await entries(), await letters(), stage.relayed().length], [0, 0, 0]);
      assert.equal(await send(), 250);
      assert.deepEqual([await entries(), await letters(), stage.relayed().length], [1, 1, 1]);
      await say('optOutOfProcessor');
      assert.ok((await send()) >= 500);
      assert.deepEqual([await entries(), await letters(), stage.relayed().length], [1, 1, 1]);
      await say('optInToProcessor');
      assert.equal(await send(), 250);
      assert.equal(stage.relayed().length, 2);
    });

    it('P24 the copy of one’s data has what went to processors, and every word written to the office', async () => {
      const text = 'All that was written about me, canary-copy.';
      const asked = await desk.request(person, { right: 'ACCESS', text });
      await desk.readRequest(asked.request?.id ?? '');
      await desk.refuse(asked.request?.id ?? '');
      await desk.complain(person, {
        ...{ company: 'us', violation: 'canary-complaint, it says.', contact: 'me@mail.example' },
        shareDetails: false,
      });
      const copies = exportActs(stage);
      const files = await copies.fetchFiles(person, (await copies.ready(person)).id);
      const list = (name: string) =>
        JSON.parse(files.get(`${name}.json`) ?? '[]') as { words: Record<string, string>; reads: object[] }[];
      const [request] = list('rights-requests');
      assert.deepEqual(
        [request?.words['text'], request?.words['answer'], request?.reads.length],
        [text, 'Somebody else is named in it.', 1],
      );
      assert.equal(list('complaints')[0]?.words['text'], 'canary-complaint, it says.');
      assert.equal(list('processors').length, 1);
      assert.ok(list('processor-transfers').length >= 2);
    });
  });
}
