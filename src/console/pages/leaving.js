// How somebody leaves: asks to be erased, sees when that is, and stays after all.
import { operations } from './marketplace-operations.js';
import { $, done, element } from './page.js';

const when = (instant) => new Date(instant).toLocaleString();

/** Shows a wish to be erased, or where to make one. `ask` asks the door, `tell` says what came of it, `refresh` shows all anew. */
export function showLeaving({ erasure }, { ask, tell, refresh }) {
  const button = (label, act) => element('button', label, { onclick: () => act().catch(tell) });

  async function leave(immediately) {
    const { eraseAccount } = await ask(operations.EraseAccount, {
      input: { immediately, idempotencyKey: crypto.randomUUID() },
    });
    done(eraseAccount);
    await refresh();
    const { erasedAt, erasureReference } = eraseAccount;
    if (erasedAt !== null)
      tell({ message: `Your account is erased. Keep this reference: ${erasureReference}` });
  }

  async function stay() {
    const { cancelErasure } = await ask(operations.CancelErasure, {
      input: { idempotencyKey: crypto.randomUUID() },
    });
    done(cancelErasure);
    await refresh();
  }

  $('leaving').replaceChildren(
    ...(erasure === null
      ? [
          element('p', 'Everything about you is destroyed, and whoever has your email is told to delete it.'),
          button('Erase my account in 14 days', () => leave(false)),
          button('Erase my account now', async () => {
            if (window.confirm('Erase everything now? There is no way back.')) await leave(true);
          }),
        ]
      : [
          element(
            'p',
            `Your account is erased ${when(erasure.erasesAt)}. Until then nothing is given to anybody.`,
          ),
          element('p', `Keep this reference, by which you can ask about it afterwards: ${erasure.reference}`),
          button('Stay after all', stay),
        ]),
  );
}
