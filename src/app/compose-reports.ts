import { appsById } from '../catalog/index.ts';
import { firstTimes, offersById, offersOfApp } from '../offers/index.ts';
import type { Offer } from '../offers/index.ts';
import type { Database, Queryable } from '../platform/db/index.ts';
import { createOfferReports } from '../reports/index.ts';
import type { ReportPorts, ReportableOffer } from '../reports/index.ts';
import type { Surroundings } from './surroundings.ts';

const toReportable = ({ id, appId, startsAt }: Offer): ReportableOffer => ({ offerId: id, appId, startsAt });

async function reportableOffers(
  at: Queryable,
  partnerId: string,
  appId: string,
): Promise<readonly ReportableOffer[]> {
  if ((await appsById(at, [appId])).get(appId)?.partnerId !== partnerId) return [];
  return (await offersOfApp(at, appId)).filter(({ content }) => content.report).map(toReportable);
}

/** What reports ask of offers: those that marketing allowed a report for. */
const ports: ReportPorts = {
  reportableOffers,
  firstTimes,
  async reportableOffer(at, partnerId, offerId) {
    const appId = (await offersById(at, [offerId])).get(offerId)?.appId ?? '';
    const offers = await reportableOffers(at, partnerId, appId);
    return offers.find((offer) => offer.offerId === offerId) ?? null;
  },
};

/** The wiring of reports to partners. */
export const composeReports = ({ config, clock, random }: Surroundings, db: Database) =>
  createOfferReports({ db, clock, random, ports, epsilon: config.reports.epsilon });
