import { openApps } from '../../catalog/index.ts';
import type { App, Category, Partner } from '../../catalog/index.ts';
import { installationsById, refusalsById } from '../../consent/index.ts';
import type { Grant, Installation, OfferRefusal } from '../../consent/index.ts';
import { kindOfId } from '../../kernel/ids.ts';
import type { IdKind } from '../../kernel/ids.ts';
import type { Database } from '../../platform/db/index.ts';
import { releasesById } from '../../release/index.ts';
import type { Release } from '../../release/index.ts';
import type { DoorContext } from '../context.ts';

type NodeRow = App | Category | Partner | Grant | Installation | OfferRefusal | Release;

const types = {
  app: 'App',
  category: 'Category',
  partner: 'Partner',
  grant: 'Grant',
  installation: 'Installation',
  refusal: 'Refusal',
  release: 'Release',
} as const satisfies Partial<Record<IdKind, string>>;

/** An id says by its prefix what it names. */
export function typeOfNode(node: { readonly id: string }): (typeof types)[keyof typeof types] {
  const kind = kindOfId(node.id);
  if (kind === null || !(kind in types)) throw new Error('a node of no type');
  return types[kind as keyof typeof types];
}

/** The thing with this id, if this asker may see it; what is not there and what is not theirs look the same. */
export async function findNode(db: Database, context: DoorContext, id: string): Promise<NodeRow | null> {
  const { loaders } = context;
  switch (kindOfId(id)) {
    case 'app': {
      const isOpen = (await db.read((r) => openApps(r, [id]))).has(id);
      return isOpen ? loaders.apps.load(id) : null;
    }
    case 'category':
      return loaders.categories.load(id);
    case 'partner': {
      // Who is invited is nobody's business; who is suspended may have people's emails.
      const partner = await loaders.partners.load(id);
      return partner?.status === 'invited' ? null : partner;
    }
    case 'grant':
      return own(context, await loaders.grants.load(id));
    case 'installation':
      return own(context, (await db.read((r) => installationsById(r, [id]))).get(id) ?? null);
    case 'refusal':
      return own(context, (await db.read((r) => refusalsById(r, [id]))).get(id) ?? null);
    case 'release':
      return own(context, (await db.read((r) => releasesById(r, [id]))).get(id) ?? null);
    default:
      return null;
  }
}

async function own<Row extends { readonly subjectId: string }>(
  context: DoorContext,
  row: Row | null,
): Promise<Row | null> {
  if (context.principal.kind !== 'user') return null;
  const subject = await context.subject();
  return row !== null && subject !== null && row.subjectId === subject.id ? row : null;
}
