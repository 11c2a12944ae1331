import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { relayRules } from './schema/relay-rules.js';

/** Casts that would forge a proof type; only the module that owns the brand may mint it. */
const forgery = [
  {
    selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword.typeAnnotation',
    message: 'A cast through unknown can forge a proof type. Let the owning slice mint it.',
  },
  {
    selector: 'TSAsExpression > TSNeverKeyword.typeAnnotation',
    message: 'A cast to never can forge a proof type. Let the owning slice mint it.',
  },
  {
    selector: 'TSAsExpression > TSAnyKeyword.typeAnnotation',
    message: 'A cast to any can forge a proof type. Let the owning slice mint it.',
  },
];

/** In src even a direct cast to a proof type is one too many. */
const proofCast = {
  selector:
    'TSAsExpression > TSTypeReference[typeName.name=/^(ActiveGrant|CaseRead|Debit|LedgerReceipt|LegalEmail|LegalOpening|RelayAddress|RelayedAddress|ReleasedEmail|ShownEmail|StaffEmail|StaffRead|SubjectView|Transfer|Tx)$/]',
  message: 'Only the slice that owns a proof type makes one.',
};

export default tseslint.config(
  {
    ignores: ['node_modules', 'data', 'coverage', 'src/graphql/generated', 'test/types/*', 'packages/*/dist'],
  },
  // These name no files, and know nothing of SDL.
  { ignores: ['**/*.graphql'], extends: [js.configs.recommended, ...tseslint.configs.recommended] },
  ...relayRules,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'off',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...forgery],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**'],
    rules: { 'no-restricted-syntax': ['error', ...forgery, proofCast] },
  },
  { files: ['bench/**', 'schema/**'], rules: { 'no-console': 'off' } },
  {
    // What partners run and read: plain node, which prints what came.
    files: ['packages/*/examples/*.mjs'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },
  {
    files: ['src/console/pages/*.js'],
    languageOptions: {
      globals: {
        document: 'readonly',
        fetch: 'readonly',
        crypto: 'readonly',
        Blob: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        window: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
    languageOptions: { globals: { require: 'readonly', module: 'readonly', process: 'readonly' } },
  },
);
