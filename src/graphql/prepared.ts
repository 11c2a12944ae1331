import type { ApolloServerPlugin } from '@apollo/server';

/** Takes the JSON of an answer's `data` to give the same to others; null: this answer is for its asker alone. */
export type Prepare = ((data: string) => void) | null;

/** Offers an answer without errors to whoever keeps such answers. */
export const preparePlugin: ApolloServerPlugin<{ readonly prepare: Prepare }> = {
  requestDidStart: ({ contextValue: { prepare } }) =>
    Promise.resolve(
      prepare === null
        ? undefined
        : {
            willSendResponse({ response: { body } }) {
              if (body.kind === 'single' && body.singleResult.errors === undefined)
                prepare(JSON.stringify(body.singleResult.data));
              return Promise.resolve();
            },
          },
    ),
};
