// A receiver that prints what came:
//
//   SLUICE_WEBHOOK_SECRET=whsec_... node examples/receiver.mjs
//
// Two secrets with a space between, while one is rotated. PORT is 8787 unless you say otherwise. A key to decrypt with
// is a private JWK in the file that SLUICE_DECRYPTION_KEY_FILE names.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createWebhookHandler } from '@sluice/partner-kit';

const { SLUICE_WEBHOOK_SECRET = '', SLUICE_DECRYPTION_KEY_FILE, PORT = '8787' } = process.env;
const keyFile = SLUICE_DECRYPTION_KEY_FILE;

/** p***@mail.example: enough to recognise an address of one's own, too little to leak one into a log. */
const masked = (email) => (email === undefined ? '(fetch it)' : email.replace(/^(.)[^@]*/u, '$1***'));

const print = ({ type, test, data }, { id }) => {
  const { app, contact, purposes } = data;
  const carriesEmail = type === 'contact.released' || type === 'contact.corrected';
  const email = carriesEmail ? ` ${masked(contact.email)}` : '';
  console.log(
    `${test ? 'TEST ' : ''}${type} ${id} ${app.slug} ${contact.id}${email} (${purposes.join(', ')})`,
  );
};

const printEnd = (event, message) => {
  print(event, message);
  const { purposesLeft, deleteBy } = event.data;
  if (purposesLeft.length > 0) console.log(`  still allowed: ${purposesLeft.join(', ')}`);
  else console.log(`  stop using the email${deleteBy === null ? '' : `; delete it by ${deleteBy}`}`);
};

const handler = createWebhookHandler({
  secrets: SLUICE_WEBHOOK_SECRET.split(' '),
  ...(keyFile === undefined ? {} : { decryptionKey: JSON.parse(readFileSync(keyFile, 'utf8')) }),
  on: {
    'contact.released': print,
    'contact.corrected': print,
    'app.installed': print,
    'consent.withdrawn': printEnd,
    'app.uninstalled': printEnd,
    'contact.erased': printEnd,
  },
  onError: (error, { status }) => console.error(`answered ${status}: ${error.code ?? error.name}`),
});

const server = createServer(handler).listen(Number(PORT), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/`);
});
