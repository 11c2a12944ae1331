import type { Queryable, Tx } from '../platform/db/index.ts';
import type { EventKind, Trait, TraitRegistry, TraitSubject, TraitType } from './types.ts';

interface TraitRow {
  name: string;
  about: TraitSubject;
  type: string;
  purpose: string;
  retention_days: number;
  registered_at: number;
}

type EventKindRow = Omit<TraitRow, 'about' | 'type'>;

const toTrait = (row: TraitRow): Trait => ({
  name: row.name,
  about: row.about,
  type: JSON.parse(row.type) as TraitType,
  purpose: row.purpose,
  retentionDays: row.retention_days,
  registeredAt: row.registered_at,
});

const toEventKind = (row: EventKindRow): EventKind => ({
  name: row.name,
  purpose: row.purpose,
  retentionDays: row.retention_days,
  registeredAt: row.registered_at,
});

/** Every registered trait, in order of name. */
export async function traitRegistry(at: Queryable): Promise<TraitRegistry> {
  const rows = (await at.q('traits').orderBy('name')) as TraitRow[];
  return new Map(rows.map((row) => [row.name, toTrait(row)]));
}

/** Every registered kind of event, in order of name. */
export async function eventKinds(at: Queryable): Promise<ReadonlyMap<string, EventKind>> {
  const rows = (await at.q('event_kinds').orderBy('name')) as EventKindRow[];
  return new Map(rows.map((row) => [row.name, toEventKind(row)]));
}

export async function registerTrait(tx: Tx, trait: Trait): Promise<void> {
  const row: TraitRow = {
    name: trait.name,
    about: trait.about,
    type: JSON.stringify(trait.type),
    purpose: trait.purpose,
    retention_days: trait.retentionDays,
    registered_at: trait.registeredAt,
  };
  await tx.q('traits').insert(row);
}

export async function registerEventKind(tx: Tx, kind: EventKind): Promise<void> {
  const row: EventKindRow = {
    name: kind.name,
    purpose: kind.purpose,
    retention_days: kind.retentionDays,
    registered_at: kind.registeredAt,
  };
  await tx.q('event_kinds').insert(row);
}
