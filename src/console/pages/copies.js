// How somebody gets a copy of all that is held about them: asks, sees how far it is, makes a link that works once.
import { operations } from './marketplace-operations.js';
import { $, done, element } from './page.js';

const LOOK_AGAIN = 2_000;

const words = {
  QUEUED: () => 'A copy waits for its turn.',
  RUNNING: ({ percent }) => `A copy is being put together: ${percent} %.`,
  READY: ({ expiresAt }) => `A copy is ready until ${new Date(expiresAt).toLocaleString()}.`,
  EXPIRED: () => 'The last copy is gone.',
  FAILED: () => 'The last copy could not be made.',
};

let again;

/** Shows the newest copy, or where to ask for one. `ask` asks the door, `tell` says what came of it. */
export async function showCopies({ ask, tell }) {
  clearTimeout(again);
  const { viewer } = await ask(operations.Copies);
  const [copy] = viewer?.exports.nodes ?? [];
  const button = (label, act) => element('button', label, { onclick: () => act().catch(tell) });

  async function request() {
    const { exportMyData } = await ask(operations.ExportMyData, {
      input: { idempotencyKey: crypto.randomUUID() },
    });
    done(exportMyData);
    await showCopies({ ask, tell });
  }

  async function link() {
    const { createExportLink } = await ask(operations.CreateExportLink, {
      input: { exportId: copy.id, idempotencyKey: crypto.randomUUID() },
    });
    done(createExportLink);
    const { pathname } = new URL(createExportLink.url);
    $('copies').append(element('a', 'Fetch it: this link works once', { href: pathname, target: '_blank' }));
  }

  const isUnderWay = copy !== undefined && ['QUEUED', 'RUNNING'].includes(copy.state);
  $('copies').replaceChildren(
    ...(copy === undefined ? [] : [element('p', words[copy.state](copy))]),
    ...(copy?.state === 'READY' ? [button('Make a link to it', link)] : []),
    ...(isUnderWay ? [] : [button('Ask for a copy of my data', request)]),
  );
  if (isUnderWay) again = setTimeout(() => showCopies({ ask, tell }).catch(tell), LOOK_AGAIN);
}
