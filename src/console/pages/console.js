// The page of one person: apps, offers, and who has their email. Everything shown is set as text, never as markup.
const $ = (id) => document.getElementById(id);
let token = '';
let nextPage = null;

async function ask(query, variables = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

function element(name, text, props = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  return Object.assign(made, props);
}

function card(title, lines, buttons = []) {
  const item = document.createElement('li');
  item.append(element('h3', title));
  for (const line of lines) item.append(element('p', line));
  for (const [label, act] of buttons) {
    item.append(element('button', label, { onclick: () => act().catch(tell) }));
  }
  return item;
}

const tell = (error) => ($('who').textContent = error.message);

function done({ userErrors }) {
  if (userErrors.length > 0) throw new Error(userErrors[0].message);
}

/** Shows the exact text, and says yes only to a click on yes. */
async function sayYes(what, act) {
  const { disclosure } = await ask(
    `query ($input: DisclosureInput!) { disclosure(input: $input) {
      disclosure { text hash privacyPolicyUrl } userErrors { code message } } }`,
    { input: what },
  );
  done(disclosure);
  const { text, hash, privacyPolicyUrl } = disclosure.disclosure;
  $('ask-text').textContent = text;
  $('ask-policy').href = privacyPolicyUrl;
  $('ask-no').onclick = () => $('ask').close();
  $('ask-yes').onclick = async () => {
    $('ask').close();
    await act(hash, crypto.randomUUID()).then(showMine).catch(tell);
  };
  $('ask').showModal();
  $('ask-no').focus();
}

const accept = (offerId) =>
  sayYes({ offerId }, async (disclosureHash, idempotencyKey) => {
    const { acceptOffer } = await ask(
      'mutation ($input: AcceptOfferInput!) { acceptOffer(input: $input) { userErrors { code message } } }',
      { input: { offerId, disclosureHash, idempotencyKey } },
    );
    done(acceptOffer);
  });

const install = (appId) =>
  sayYes({ appId }, async (disclosureHash, idempotencyKey) => {
    const { installApp } = await ask(
      'mutation ($input: InstallAppInput!) { installApp(input: $input) { userErrors { code message } } }',
      { input: { appId, disclosureHash, idempotencyKey } },
    );
    done(installApp);
  });

async function withdraw(grantId) {
  const { withdrawGrant } = await ask(
    'mutation ($input: WithdrawGrantInput!) { withdrawGrant(input: $input) { userErrors { code message } } }',
    { input: { grantId, idempotencyKey: crypto.randomUUID() } },
  );
  done(withdrawGrant);
  await showMine();
}

const when = (instant) => new Date(instant).toLocaleString();

function releaseCard(release) {
  const { app, partner, grant, releasedAt, delivered } = release;
  const active = grant.state === 'ACTIVE';
  const purposes = grant.purposes.map((purpose) => purpose.toLowerCase().replace('_', ' ')).join(', ');
  return card(
    `${partner.legalName}, for ${app.name}`,
    [
      `${delivered ? 'Has it' : 'Not delivered'} · released ${when(releasedAt)}`,
      `For: ${purposes}`,
      active ? 'Your yes is in force.' : `You took it back ${when(grant.endedAt)}.`,
    ],
    active ? [['Take it back', () => withdraw(grant.id)]] : [],
  );
}

async function showMine() {
  const { viewer, policy } = await ask(`{
    policy { version text }
    viewer {
      email
      offers(first: 12) { nodes { id title text app { name } } }
      releases(first: 24) { nodes { releasedAt delivered app { name } partner { legalName }
        grant { id state endedAt purposes } } }
    }
  }`);
  $('account').hidden = viewer !== null;
  $('mine').hidden = viewer === null;
  $('policy').textContent = policy.text;
  $('policy').dataset.version = policy.version;
  if (viewer === null) return;
  $('who').textContent = `Signed in as ${viewer.email}`;
  const { releases, offers } = viewer;
  $('releases').replaceChildren(...releases.nodes.map(releaseCard));
  if (releases.nodes.length === 0) $('releases').append(element('li', 'Nobody. Nothing was ever released.'));
  $('offers').replaceChildren(
    ...offers.nodes.map((offer) =>
      card(offer.title, [offer.text, `From ${offer.app.name}`], [['Look at it', () => accept(offer.id)]]),
    ),
  );
}

async function showApps(after) {
  const { apps } = await ask(
    `query ($search: String, $after: String) { apps(search: $search, first: 12, after: $after) {
      nodes { id name tagline installs partner { name } category { name } }
      pageInfo { hasNextPage endCursor } } }`,
    { search: $('words').value, after },
  );
  if (after === null) $('apps').replaceChildren();
  $('apps').append(
    ...apps.nodes.map(({ id, name, tagline, installs, partner, category }) =>
      card(
        name,
        [tagline, `${category.name} · by ${partner.name} · ${installs.toLocaleString()} installs`],
        token ? [['Install', () => install(id)]] : [],
      ),
    ),
  );
  nextPage = apps.pageInfo.endCursor;
  $('more').hidden = !apps.pageInfo.hasNextPage;
}

const submit = (id, act) =>
  $(id).addEventListener('submit', (event) => {
    event.preventDefault();
    act().catch(tell);
  });

submit('sign-in', async () => {
  token = $('token').value.trim();
  await showMine();
  await showApps(null);
});
submit('create-account', async () => {
  const { createAccount } = await ask(
    'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { userErrors { code message } } }',
    {
      input: {
        birthDate: $('birth-date').value,
        policyVersion: $('policy').dataset.version,
        idempotencyKey: crypto.randomUUID(),
      },
    },
  );
  done(createAccount);
  await showMine();
});
submit('search', () => showApps(null));
$('more').addEventListener('click', () => showApps(nextPage).catch(tell));
showApps(null).catch(tell);
