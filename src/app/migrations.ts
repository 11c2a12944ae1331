import { accountsMigrations } from '../accounts/index.ts';
import { billingMigrations } from '../billing/index.ts';
import { catalogMigrations } from '../catalog/index.ts';
import { consentMigrations } from '../consent/index.ts';
import { deliveryMigrations } from '../delivery/index.ts';
import { dutiesMigrations } from '../duties/index.ts';
import { exportsMigrations } from '../exports/index.ts';
import { ledgerMigrations } from '../ledger/index.ts';
import { mailMigrations } from '../mail/index.ts';
import { offersMigrations } from '../offers/index.ts';
import { officeMigrations } from '../office/index.ts';
import { migrationSource } from '../platform/db/index.ts';
import type { Migration } from '../platform/db/index.ts';
import { idempotencyMigrations } from '../platform/idempotency.ts';
import { policiesMigrations } from '../policies/index.ts';
import {
  erasureMigrations,
  legalMigrations,
  retentionMigrations,
  staffReadMigrations,
} from '../privacy/index.ts';
import { profileMigrations } from '../profile/index.ts';
import { relayMigrations } from '../relay/index.ts';
import { processorsMigrations } from '../processors/index.ts';
import { releaseMigrations } from '../release/index.ts';
import { sessionsMigrations } from '../sessions/index.ts';
import { targetingMigrations } from '../targeting/index.ts';
import { traitsMigrations } from '../traits/index.ts';
import { reportsMigrations } from '../reports/index.ts';
import { vaultMigrations } from '../vault/index.ts';
import { visitsMigrations } from '../visits/index.ts';

/** Every slice's steps in one order, by name; and the steps that need keys. */
export const migrationsWith = (keyed: readonly Migration[]) =>
  migrationSource([
    ...keyed,
    ...idempotencyMigrations,
    ...catalogMigrations,
    ...policiesMigrations,
    ...ledgerMigrations,
    ...vaultMigrations,
    ...accountsMigrations,
    ...traitsMigrations,
    ...deliveryMigrations,
    ...dutiesMigrations,
    ...targetingMigrations,
    ...offersMigrations,
    ...consentMigrations,
    ...relayMigrations,
    ...releaseMigrations,
    ...profileMigrations,
    ...mailMigrations,
    ...reportsMigrations,
    ...retentionMigrations,
    ...erasureMigrations,
    ...staffReadMigrations,
    ...legalMigrations,
    ...exportsMigrations,
    ...processorsMigrations,
    ...officeMigrations,
    ...billingMigrations,
    ...sessionsMigrations,
    ...visitsMigrations,
  ]);
