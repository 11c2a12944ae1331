import type { Sluice } from '../../src/app/index.ts';
import type { EndpointWish } from '../../src/delivery/index.ts';
import { isRefusal } from '../../src/kernel/errors.ts';

/** Registers an endpoint and has its owner answer the challenge; returns its id and signing secret. */
export async function connectEndpoint(
  { services }: Pick<Sluice, 'services'>,
  partnerId: string,
  url: string,
  wish: EndpointWish & { readonly sandbox?: boolean } = {},
): Promise<{ readonly id: string; readonly secret: string }> {
  const made = await services.endpoints.create(partnerId, `connect ${url}`, { sandbox: false, ...wish, url });
  if (isRefusal(made)) throw new Error(made.message);
  const { id } = made.endpoint;
  const verified = await services.endpoints.verify(partnerId, id);
  if (isRefusal(verified)) throw new Error(verified.message);
  return { id, secret: made.secret };
}
