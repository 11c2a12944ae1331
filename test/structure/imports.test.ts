import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult, IForbiddenRuleType } from 'dependency-cruiser';

/** From the ground up. A slice imports from rows above its own only; slices of one row do not know each other. */
const ranks = [
  ['kernel'],
  ['platform'],
  ['ledger', 'catalog', 'policies', 'visits'],
  ['vault', 'witness'],
  ['accounts', 'delivery', 'duties', 'sessions'],
  ['traits', 'processors', 'office', 'billing'],
  ['consent'],
  ['targeting'],
  ['offers'],
  ['relay'],
  ['release'],
  ['profile'],
  ['privacy', 'audit', 'mail', 'reports'],
  ['exports'],
  ['graphql'],
  ['http', 'console'],
  ['app'],
  ['cli'],
];

const slices = ranks.flat();
const rankOf = (slice: string): number => ranks.findIndex((rank) => rank.includes(slice));

const rules: IForbiddenRuleType[] = [
  { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
  ...slices.map((slice): IForbiddenRuleType => ({
    name: `${slice} looks down only`,
    severity: 'error',
    from: { path: `^src/${slice}/` },
    to: {
      path: `^src/(${slices
        .filter((other) => other !== slice && rankOf(other) >= rankOf(slice))
        .join('|')})/`,
    },
  })),
  {
    name: 'other slices enter by the front door',
    severity: 'error',
    from: { path: '^src/([^/]+)/' },
    to: {
      path: `^src/(${slices.filter((slice) => slice !== 'kernel' && slice !== 'platform').join('|')})/`,
      pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$', '^src/vault/open\\.ts$'],
    },
  },
  {
    name: 'release alone opens emails',
    severity: 'error',
    from: { pathNot: '^src/release/' },
    to: { path: '^src/vault/open\\.ts$' },
  },
  {
    name: 'whoever checks the log shares only the tree and the leaf with it',
    severity: 'error',
    from: { path: '^src/ledger/verify/' },
    to: {
      path: '^src/',
      pathNot: ['^src/ledger/(verify|tree)/', '^src/ledger/leaf\\.ts$', '^src/kernel/canonical-json\\.ts$'],
    },
  },
  {
    name: 'the tree and the leaf know nothing of the log',
    severity: 'error',
    from: { path: '^src/ledger/(tree/|leaf\\.ts$)' },
    to: { path: '^src/ledger/(log|verify)/' },
  },
  {
    // `privacy` shows a person what is held, and erases it.
    name: 'what people pay with is known where it is told, and to nobody who could use it for anything else (P10)',
    severity: 'error',
    from: { pathNot: '^src/(billing|graphql|privacy|app)/' },
    to: { path: '^src/billing/' },
  },
  {
    // `graphql` shows what the kinds of people are; the log itself is used by nobody but the gateway.
    name: 'nothing that reaches a partner knows of the visitors’ log (P09)',
    severity: 'error',
    from: { pathNot: '^src/(visits|graphql/resolvers/marketplace-website\\.ts|http|app)(/|$)' },
    to: { path: '^src/visits/' },
  },
  {
    name: 'src knows nothing of tests',
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^(test|bench)/' },
  },
];

async function violations(folders: string[]): Promise<string[]> {
  const { output } = await cruise(
    folders,
    {
      ruleSet: { forbidden: rules },
      validate: true,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    },
    undefined,
    { tsConfig: { options: {} } },
  );
  const { summary, modules } = output as ICruiseResult;
  assert.ok(modules.length > 100, 'the rules look at the code');
  const edges = modules
    .flatMap((module) => module.dependencies)
    .filter((edge) => edge.resolved.startsWith('src/'));
  assert.ok(edges.length > 200, 'and at its imports');
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

function sources(folder: string): { file: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .map((file) => ({ file: file.replace(/^\.\//, ''), text: readFileSync(file, 'utf8') }));
}

const filesWith = (pattern: RegExp): string[] =>
  sources('src')
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .sort();

describe('the house', () => {
  it('names every folder of src in the ranks', () => {
    assert.deepEqual(readdirSync('src').sort(), [...slices].sort());
  });

  it('imports look down, enter by the front door, and only release/ opens emails', async () => {
    assert.deepEqual(await violations(['src', 'seeds']), []);
  });

  it('the tables of emails and keys are named in the vault’s store and migrations only', () => {
    assert.deepEqual(filesWith(/vault_(emails|keys|values)/), [
      'src/vault/migrations.ts',
      'src/vault/store.ts',
    ]);
  });

  it('an email becomes text where it is sealed, in a partner’s bytes, in a mail, in the person’s own view, and for staff and authorities', () => {
    assert.deepEqual(filesWith(/\.reveal\(\)/), [
      'src/accounts/create-account.ts',
      'src/exports/sections/profile.ts',
      'src/graphql/resolvers/marketplace-profile.ts',
      'src/graphql/resolvers/marketplace-relay.ts',
      'src/graphql/resolvers/marketplace.ts',
      'src/graphql/resolvers/partner-contacts.ts',
      'src/graphql/resolvers/privacy-staff-reads.ts',
      'src/platform/mail/to-message.ts',
      'src/privacy/legal/bundle.ts',
      'src/profile/export-sections.ts',
      'src/release/unseal-for-delivery.ts',
      'src/vault/seal.ts',
      'src/vault/values.ts',
    ]);
  });

  it('the environment is read by the command line, and secrets are named in one file', () => {
    assert.deepEqual(filesWith(/process\.env/), ['src/cli/main.ts']);
    assert.deepEqual(filesWith(/SLUICE_(KEK|HMAC_KEY|JWT_SECRET|SMTP_URL)'/), [
      'src/platform/config/secrets.ts',
    ]);
  });

  it('time and randomness come from where they are passed in', () => {
    assert.deepEqual(filesWith(/Date\.now\(\)/), ['src/kernel/clock.ts']);
    assert.deepEqual(filesWith(/Math\.random|randomBytes/), ['src/kernel/random.ts']);
  });

  it('P10 bodies are read in one way, past which no card number gets; a witness takes signed notes alone', () => {
    assert.deepEqual(filesWith(/\b(?:json|raw|text|urlencoded)\(\{[^)]*limit/), [
      'src/http/read-body.ts',
      'src/http/witness-app.ts',
    ]);
    assert.deepEqual(filesWith(/billing_subscriptions/), [
      'src/billing/migrations.ts',
      'src/billing/store.ts',
    ]);
  });

  it('P09 the tables of the visitors’ log are named in its own store and migrations only', () => {
    assert.deepEqual(filesWith(/visitor_log/), ['src/visits/migrations.ts', 'src/visits/store.ts']);
  });

  it('nothing asks `URL.canParse`, which changes its mind once it is optimised', () => {
    assert.deepEqual(filesWith(/URL\.canParse\(/), []);
  });

  it('nothing writes to the console', () => {
    assert.deepEqual(filesWith(/console\.(log|error|warn|info)/), []);
  });

  it('no file is longer than can be read in one sitting', () => {
    const long = sources('src')
      .filter(({ file }) => !file.includes('/generated/'))
      .map(({ file, text }) => ({ file, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > 300);
    assert.deepEqual(long, []);
  });
});
