import type { ApolloServerPlugin } from '@apollo/server';
import { createIsoWriter } from '../kernel/clock.ts';
import type { Millis } from '../kernel/clock.ts';

/** What a request costs and what its asker has left, in points: fields of answers whose lists are as long as they may be. */
export interface Budget {
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
  /** When all points are there again. */
  readonly resetAt: Millis;
}

const iso = createIsoWriter();

/** What `extensions.cost` says. */
export const shownCost = ({ cost, limit, remaining, resetAt }: Budget) => ({
  ...{ cost, limit, remaining },
  resetAt: iso(resetAt),
});

/** Says in `extensions.cost` of each answer what it cost and what is left. */
export const costPlugin: ApolloServerPlugin<{ readonly budget: Budget }> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body }, contextValue }) {
        if (body.kind !== 'single') return Promise.resolve();
        body.singleResult.extensions = {
          ...body.singleResult.extensions,
          cost: shownCost(contextValue.budget),
        };
        return Promise.resolve();
      },
    }),
};
