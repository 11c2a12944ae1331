import { appsById, partnersById } from '../../catalog/index.ts';
import type { Queryable } from '../../platform/db/index.ts';

interface AtApp {
  readonly appId: string;
  readonly partnerId: string;
}

/** Who these things are about, in words beside the ids. */
export async function namesFor(at: Queryable, things: readonly AtApp[]) {
  const apps = await appsById(
    at,
    things.map(({ appId }) => appId),
  );
  const partners = await partnersById(
    at,
    things.map(({ partnerId }) => partnerId),
  );
  return ({ appId, partnerId }: AtApp) => {
    const partner = partners.get(partnerId);
    return {
      app: { id: appId, name: apps.get(appId)?.name ?? null },
      partner: {
        id: partnerId,
        name: partner?.name ?? null,
        legalName: partner?.legalName ?? null,
        country: partner?.country ?? null,
      },
    };
  };
}
