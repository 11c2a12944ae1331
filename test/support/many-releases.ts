import type { Sluice } from '../../src/app/index.ts';
import type { Subject } from '../../src/accounts/index.ts';
import { isRefusal } from '../../src/kernel/errors.ts';
import type { Refusal } from '../../src/kernel/errors.ts';

function done<Value>(value: Value | Refusal): Value {
  if (isRefusal(value)) throw new Error(value.refused);
  return value;
}

/** Has a person install apps and uninstall them, round after round, until there are so many releases. */
export async function releaseManyTimes(
  { services }: Pick<Sluice, 'services'>,
  subject: Subject,
  appIds: readonly string[],
  count: number,
): Promise<void> {
  const { consent, showDisclosure } = services;
  async function once(appId: string, key: string): Promise<void> {
    const { hash } = done(await showDisclosure(subject, { appId, offerId: null }));
    const input = { appId, disclosureHash: hash, idempotencyKey: `i-${key}` };
    done(await consent.installApp(subject, input));
    done(await consent.uninstallApp(subject, { appId, idempotencyKey: `u-${key}` }));
  }
  for (let left = count; left > 0; left -= appIds.length) {
    const some = appIds.slice(0, left);
    await Promise.all(some.map((appId) => once(appId, `${left}-${appId}`)));
  }
}
