import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { shownCost } from './budget.ts';
import type { DoorContext } from './context.ts';
import type { PurposeCheck } from './declared-purpose.ts';
import type { DoorWatch } from './watch.ts';

/**
 * What a door adds to each request that the server runs, in one listener for all of them: the server waits for every
 * listener at every step, whether it has something to do there or not.
 */
export function createDoorPlugin(
  checkPurpose: PurposeCheck,
  watch: DoorWatch,
): ApolloServerPlugin<DoorContext> {
  const listener: GraphQLRequestListener<DoorContext> = {
    async didResolveOperation({ document, operation, contextValue: { principal } }) {
      checkPurpose(document, operation, principal);
    },
    async didEncounterErrors({ errors, contextValue: { requestId } }) {
      watch.failed(errors, requestId);
    },
    async willSendResponse({ response: { body }, contextValue: { budget, prepare } }) {
      // Several parts (@defer, @stream) are of no specification yet; what executes here makes none.
      if (body.kind !== 'single') return;
      const answer = body.singleResult;
      answer.extensions = { ...answer.extensions, cost: shownCost(budget.cost, budget) };
      // An answer without errors is offered to whoever keeps such answers.
      if (prepare !== null && answer.errors === undefined) prepare(JSON.stringify(answer.data));
      watch.answered(answer.data);
    },
  };
  const listening = Promise.resolve(listener);
  return { requestDidStart: () => listening };
}
