import { newId } from '../../kernel/ids.ts';
import type { Millis } from '../../kernel/clock.ts';
import type { Queryable, Tx } from '../../platform/db/index.ts';
import { insertRows, lockingRows, rowsWhereIn } from '../../platform/db/index.ts';
import type { WebhookEvent } from '../types.ts';
import type { DisabledReason, Endpoint, EndpointOptions, EndpointStatus, Health } from './types.ts';

export interface EndpointRow {
  id: string;
  partner_id: string;
  url: string;
  status: EndpointStatus;
  disabled_reason: DisabledReason | null;
  sandbox: boolean | number;
  events: string | null;
  thin: boolean | number;
  encryption_key: string | null;
  max_per_second: number | null;
  next_arrival: number;
  consecutive_failures: number;
  failing_since: number | null;
  circuit_until: number | null;
  header_names: string;
  private_version: string | null;
  private_sealed: Buffer | null;
  has_client: boolean | number;
  challenged_at: number | null;
  verified_at: number | null;
  created_at: number;
}

export const ENDPOINTS = 'webhook_endpoints';

export const toEndpoint = (row: EndpointRow): Endpoint => ({
  id: row.id,
  partnerId: row.partner_id,
  url: row.url,
  status: row.status,
  disabledReason: row.disabled_reason,
  sandbox: Boolean(row.sandbox),
  events: row.events === null ? null : (row.events.split(' ') as WebhookEvent[]),
  thin: Boolean(row.thin),
  encryptionKey: row.encryption_key,
  maxPerSecond: row.max_per_second,
  consecutiveFailures: row.consecutive_failures,
  failingSince: row.failing_since,
  circuitUntil: row.circuit_until,
  headerNames: row.header_names === '' ? [] : row.header_names.split(' '),
  hasClientCertificate: Boolean(row.has_client),
  verifiedAt: row.verified_at,
  createdAt: row.created_at,
});

/** Its owner was proven once, whatever it does now: what is for it waits in its lane. */
export const isConnected = ({ status }: Endpoint): boolean => status !== 'unverified' && status !== 'removed';

const optionColumns = ({ events, thin, encryptionKey, maxPerSecond }: EndpointOptions) => ({
  events: events === null ? null : events.join(' '),
  thin,
  encryption_key: encryptionKey,
  max_per_second: maxPerSecond,
});

/** Registers an endpoint whose ownership is yet to be shown. `url` was vetted by the caller. */
export async function insertEndpoint(
  tx: Tx,
  endpoint: EndpointOptions & {
    readonly partnerId: string;
    readonly url: string;
    readonly sandbox: boolean;
  },
): Promise<Endpoint> {
  const row: EndpointRow = {
    id: newId('endpoint', tx.now),
    partner_id: endpoint.partnerId,
    url: endpoint.url,
    status: 'unverified',
    disabled_reason: null,
    sandbox: endpoint.sandbox,
    ...optionColumns(endpoint),
    next_arrival: 0,
    consecutive_failures: 0,
    failing_since: null,
    circuit_until: null,
    header_names: '',
    private_version: null,
    private_sealed: null,
    has_client: false,
    challenged_at: null,
    verified_at: null,
    created_at: tx.now,
  };
  await insertRows(tx, ENDPOINTS, [row]);
  return toEndpoint(row);
}

export async function endpointsOfPartners(
  at: Queryable,
  partnerIds: readonly string[],
): Promise<readonly Endpoint[]> {
  const rows = await rowsWhereIn<EndpointRow>(at, ENDPOINTS, 'partner_id', partnerIds);
  return rows
    .filter(({ status }) => status !== 'removed')
    .map(toEndpoint)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export async function endpointRows(at: Queryable, ids: readonly string[]): Promise<Map<string, EndpointRow>> {
  const rows = await rowsWhereIn<EndpointRow>(at, ENDPOINTS, 'id', ids);
  return new Map(rows.map((row) => [row.id, row]));
}

export async function endpointsById(at: Queryable, ids: readonly string[]): Promise<Map<string, Endpoint>> {
  const rows = await endpointRows(at, ids);
  return new Map([...rows].map(([id, row]) => [id, toEndpoint(row)]));
}

/** A partner's own endpoint, locked; null: it has none with this id. */
export async function lockEndpoint(tx: Tx, partnerId: string, id: string): Promise<Endpoint | null> {
  const query = tx.q(ENDPOINTS).where({ id, partner_id: partnerId }).whereNot('status', 'removed');
  const [row] = (await lockingRows(tx, query)) as EndpointRow[];
  return row === undefined ? null : toEndpoint(row);
}

export interface EndpointChange extends Partial<EndpointOptions> {
  readonly url?: string;
  readonly status?: EndpointStatus;
  readonly disabledReason?: DisabledReason | null;
  readonly verifiedAt?: Millis;
  readonly challengedAt?: Millis;
  readonly health?: Health;
}

const defined = (columns: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));

export async function changeEndpoint(tx: Tx, id: string, change: EndpointChange): Promise<void> {
  const { events, health } = change;
  const columns = defined({
    url: change.url,
    status: change.status,
    disabled_reason: change.disabledReason,
    verified_at: change.verifiedAt,
    challenged_at: change.challengedAt,
    events: events == null ? events : events.join(' '),
    thin: change.thin,
    encryption_key: change.encryptionKey,
    max_per_second: change.maxPerSecond,
    consecutive_failures: health?.consecutiveFailures,
    failing_since: health?.failingSince,
    circuit_until: health?.circuitUntil,
  });
  if (Object.keys(columns).length > 0) await tx.q(ENDPOINTS).where({ id }).update(columns);
}
