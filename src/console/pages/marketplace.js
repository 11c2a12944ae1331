// The page of one person: apps, offers, and who has their email. Everything shown is set as text, never as markup.
import { showCopies } from './copies.js';
import { showLeaving } from './leaving.js';
import { operations } from './marketplace-operations.js';
import { $, FROM_PAGE, askDoor, done, element, linked, onSubmit, outside } from './page.js';

// Held until the account is there: making one wants what the token alone says. Everything else goes by the session.
let token = '';
let signedIn = false;
let nextPage = null;

const ask = (documentId, variables = {}) => askDoor('/graphql', token, documentId, variables);

function card(title, lines, buttons = []) {
  const item = document.createElement('li');
  item.append(element('h3', title));
  for (const line of lines) item.append(typeof line === 'string' ? element('p', line) : line);
  for (const [label, act] of buttons) {
    item.append(element('button', label, { onclick: () => act().catch(tell) }));
  }
  return item;
}

// From where this page is from; a picture tells nobody who looks at it.
const picture = ({ url, width, height, alt }) =>
  element('img', '', { src: new URL(url).pathname, width, height, alt, loading: 'lazy' });

const tell = (error) => ($('who').textContent = error.message);

/** Saves a text that the person may keep and check without us. */
function save(name, text) {
  const link = element('a', '', { download: name, href: URL.createObjectURL(new Blob([text])) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks for a receipt until the ledger has it, which takes a second at most. */
async function saveReceipt(id, field, name) {
  for (let i = 0; i < 10; i += 1) {
    const { node } = await ask(operations.Receipt, { id });
    if (node?.[field]) return save(`${name}-${id}.json`, node[field]);
    await wait(250);
  }
  throw new Error('There is no receipt yet, or its record is purged.');
}

/** Shows the exact text, and says yes only to a click on yes, no for good only to a click on that. */
async function answer(what, act, never = null, address = 'REAL') {
  const { disclosure, relayDomain } = await ask(operations.Disclosure, { input: { ...what, address } });
  done(disclosure);
  const { text, hash, privacyPolicyLink } = disclosure.disclosure;
  $('ask-text').textContent = text;
  $('ask-policy').hidden = privacyPolicyLink === null;
  if (privacyPolicyLink !== null) $('ask-policy').href = outside('', privacyPolicyLink).href;
  $('ask-no').onclick = () => $('ask').close();
  // Another address is another text, which has to be read before a yes to it.
  $('ask-kind').hidden = relayDomain === null;
  $('ask-relay').checked = address === 'RELAY';
  $('ask-relay').onchange = () =>
    answer(what, act, never, $('ask-relay').checked ? 'RELAY' : 'REAL').catch(tell);
  $('ask-yes').textContent = address === 'RELAY' ? 'Yes, give a relay address' : 'Yes, give my email';
  $('ask-never').hidden = never === null;
  $('ask-never').onclick = async () => {
    $('ask').close();
    await never(hash, crypto.randomUUID()).then(showMine).catch(tell);
  };
  $('ask-yes').onclick = async () => {
    $('ask').close();
    await act(hash, crypto.randomUUID()).then(showMine).catch(tell);
  };
  if (!$('ask').open) $('ask').showModal();
  $('ask-no').focus();
}

const accept = (offerId) =>
  answer(
    { offerId },
    async (disclosureHash, idempotencyKey) => {
      const { acceptOffer } = await ask(operations.AcceptOffer, {
        input: { offerId, disclosureHash, idempotencyKey },
      });
      done(acceptOffer);
    },
    async (disclosureHash, idempotencyKey) => {
      const { dismissOffer } = await ask(operations.DismissOffer, {
        input: { offerId, disclosureHash, idempotencyKey },
      });
      done(dismissOffer);
    },
  );

const install = (appId) =>
  answer({ appId }, async (disclosureHash, idempotencyKey) => {
    const { installApp } = await ask(operations.InstallApp, {
      input: { appId, disclosureHash, idempotencyKey },
    });
    done(installApp);
  });

async function withdraw(grantId) {
  const { withdrawGrant } = await ask(operations.WithdrawGrant, {
    input: { grantId, idempotencyKey: crypto.randomUUID() },
  });
  done(withdrawGrant);
  await showMine();
}

const when = (instant) => new Date(instant).toLocaleString();

// Where a release stands, up to the partner's word that it deleted what it got.
function standsAt({ state, sentAt, receivedAt, deletion }) {
  switch (state) {
    case 'WAITING':
      return 'Not sent yet';
    case 'SENT':
      return `Sent ${when(sentAt)}, not confirmed`;
    case 'RECEIVED':
      return `They have it since ${when(receivedAt)}`;
    case 'NEVER_SENT':
      return 'Never sent';
    case 'DELETION_DUE':
      return `They have to delete it by ${when(deletion.dueAt)}`;
    case 'DELETION_OVERDUE':
      return `They should have deleted it by ${when(deletion.dueAt)}; nothing new is given to them`;
    case 'DELETED':
      return `They said ${when(deletion.attestedAt)} that they deleted it`;
    default:
      return 'Covered by another yes of yours';
  }
}

function releaseCard(release) {
  const { app, partner, grant, releasedAt, fetches } = release;
  const { relayAddress, relayed } = grant;
  const active = grant.state === 'ACTIVE';
  const purposes = grant.purposes.map((purpose) => purpose.toLowerCase().replace('_', ' ')).join(', ');
  return card(
    `${partner.legalName}, for ${app.name}`,
    [
      `${standsAt(release)} · released ${when(releasedAt)}`,
      ...(fetches.length > 0 ? [`They looked at it themselves, last ${when(fetches[0].at)}.`] : []),
      `For: ${purposes}`,
      ...(relayAddress ? [`They have ${relayAddress}; ${relayed.length} letters went through it.`] : []),
      active ? 'Your yes is in force.' : `You took it back ${when(grant.endedAt)}.`,
    ],
    [
      ...(active ? [['Take it back', () => withdraw(grant.id)]] : []),
      ['Save receipt', () => saveReceipt(grant.id, 'receipt', 'receipt')],
      ...(active
        ? []
        : [
            [
              'Save receipt of taking it back',
              () => saveReceipt(grant.id, 'withdrawalReceipt', 'withdrawal'),
            ],
          ]),
    ],
  );
}

const marks = { SAME: '  ', ADDED: '+ ', REMOVED: '- ' };

/** What is different from what the person agreed to, where they have to agree anew. */
async function showRenewal({ version, required }) {
  $('renewal').hidden = !required;
  if (!required) return;
  const { policyChanges } = await ask(operations.PolicyChanges, {
    from: version,
    to: $('policy').dataset.version,
  });
  const lines = policyChanges.flatMap(({ change, text }) =>
    text
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => marks[change] + line),
  );
  $('renewal-changes').textContent = lines.join('\n');
}

/** Who is erased is signed in no more; any other error is one. */
function showSignedOut(error) {
  if (error.code !== 'UNAUTHENTICATED') throw error;
  signedIn = false;
  $('mine').hidden = true;
  $('sign-out').hidden = true;
}

async function showMine() {
  const { viewer, policy } = await ask(operations.Mine);
  $('account').hidden = viewer !== null;
  $('mine').hidden = viewer === null;
  $('policy').textContent = policy.text;
  $('policy').dataset.version = policy.version;
  if (viewer === null) return;
  $('who').textContent = `Signed in as ${viewer.email}`;
  $('signal').hidden = !viewer.preferences.optedOutBySignal;
  await showRenewal(viewer.agreement);
  showLeaving(viewer, { ask, tell, refresh: () => showMine().catch(showSignedOut) });
  await showCopies({ ask, tell });
  const { releases, offers, refusals } = viewer;
  $('refused').hidden = refusals.nodes.length === 0;
  $('refusals').replaceChildren(
    ...refusals.nodes.map(({ id, refusedAt, app, partner }) =>
      card(
        `${partner.legalName}, for ${app.name}`,
        [`You said no ${when(refusedAt)}. Nothing was given, and they were not told.`],
        [['Save receipt', () => saveReceipt(id, 'receipt', 'refusal')]],
      ),
    ),
  );
  $('releases').replaceChildren(...releases.nodes.map(releaseCard));
  if (releases.nodes.length === 0) $('releases').append(element('li', 'Nobody. Nothing was ever released.'));
  $('offers').replaceChildren(
    ...offers.nodes.map((offer) => {
      const item = card(
        offer.title,
        [linked(offer.text, offer.links), `From ${offer.app.name}`],
        [['Look at it', () => accept(offer.id)]],
      );
      if (offer.image !== null) item.prepend(picture(offer.image));
      return item;
    }),
  );
}

async function showApps(after) {
  const { apps } = await ask(operations.Apps, { search: $('words').value, after });
  if (after === null) $('apps').replaceChildren();
  $('apps').append(
    ...apps.nodes.map(({ id, name, tagline, links, installs, partner, category }) =>
      card(
        name,
        [
          linked(tagline, links),
          `${category.name} · by ${partner.name} · ${installs.toLocaleString()} installs`,
          ...(partner.websiteLink === null ? [] : [outside(partner.websiteLink.host, partner.websiteLink)]),
        ],
        signedIn ? [['Install', () => install(id)]] : [],
      ),
    ),
  );
  nextPage = apps.pageInfo.endCursor;
  $('more').hidden = !apps.pageInfo.hasNextPage;
}

const submit = (id, act) => onSubmit(id, tell, act);

/** Shows what is the person's, and lets go of the token once a session does as well. */
async function showSignedIn() {
  await showMine();
  signedIn = true;
  $('sign-out').hidden = false;
  await showApps(null);
}

/** Where the browser keeps no cookies the token goes on being used, and everything works. */
async function keepSession() {
  const headers = { ...FROM_PAGE, authorization: `Bearer ${token}` };
  const begun = await fetch('/session', { method: 'POST', headers });
  if (!begun.ok) throw new Error((await begun.json()).errors[0].message);
  const { viewer } = await askDoor('/graphql', '', operations.SignedIn, {}).catch(() => ({ viewer: null }));
  if (viewer !== null) token = '';
}

submit('sign-in', async () => {
  const given = $('token').value.trim();
  $('token').value = '';
  if (given !== '') {
    token = given;
    await keepSession();
  }
  await showSignedIn();
});
$('sign-out').addEventListener('click', async () => {
  await fetch('/session', { method: 'DELETE', headers: FROM_PAGE });
  document.location.reload();
});
// Asked before anything says which date is wanted.
$('birth-date').onchange = () => ($('policy-step').hidden = false);
submit('create-account', async () => {
  const { createAccount } = await ask(operations.CreateAccount, {
    input: {
      birthDate: $('birth-date').value,
      policyVersion: $('policy').dataset.version,
      idempotencyKey: crypto.randomUUID(),
    },
  });
  done(createAccount);
  await showMine();
});
submit('agree', async () => {
  const { agreeToPolicy } = await ask(operations.AgreeToPolicy, {
    input: { policyVersion: $('policy').dataset.version, idempotencyKey: crypto.randomUUID() },
  });
  done(agreeToPolicy);
  await showMine();
});
$('want-offers').addEventListener('click', async () => {
  const { setPreferences } = await ask(operations.WantOffers, {
    input: { offers: true, idempotencyKey: crypto.randomUUID() },
  });
  done(setPreferences);
  await showMine();
});
submit('search', () => showApps(null));
$('more').addEventListener('click', () => showApps(nextPage).catch(tell));
const visit = $('visit').dataset.name;
if (visit !== '') {
  $('visit').textContent =
    'This look at the page is in our log for 30 days, under a name that only this page knows: ';
  $('visit').append(element('a', 'what it says', { href: `/visits/${visit}` }));
}
// Who signed in before is signed in still; whoever did not is shown the apps.
showSignedIn().catch((error) =>
  error.code === 'UNAUTHENTICATED' ? showApps(null).catch(tell) : tell(error),
);
