import type { Millis } from '../kernel/clock.ts';
import type { Content } from './ports.ts';
import type { WebhookEvent } from './types.ts';

/** What messages say; `schema/events/` has a schema for each. Nothing in them tells offers apart. */

export interface ContentFacts {
  readonly event: WebhookEvent;
  /** When it happened. */
  readonly at: Millis;
  readonly app: { readonly id: string; readonly slug: string; readonly name: string };
  /** The one name under which the partner knows the person. */
  readonly contactId: string;
  readonly purposes: readonly string[];
  /** About somebody made up. */
  readonly test: boolean;
}

const iso = (at: Millis): string => new Date(at).toISOString();

const content = ({ event, at, app, test }: ContentFacts, data: object): Content => ({
  type: event,
  timestamp: iso(at),
  test,
  data: JSON.stringify({ app: { id: app.id, slug: app.slug, name: app.name }, ...data }),
});

/** A yes: `email` is null where the event carries none, or where the partner fetches the contact by its id. */
export const contactContent = (facts: ContentFacts, email: string | null): Content =>
  content(facts, {
    contact: { id: facts.contactId, ...(email === null ? {} : { email }) },
    purposes: facts.purposes,
  });

/** That a yes is over: what another yes to the same app still covers, and until when deletion is to be attested. */
export const noticeContent = (
  facts: ContentFacts,
  left: { readonly purposesLeft: readonly string[]; readonly deleteBy: Millis | null },
): Content =>
  content(facts, {
    contact: { id: facts.contactId },
    purposes: facts.purposes,
    purposesLeft: left.purposesLeft,
    deleteBy: left.deleteBy === null ? null : iso(left.deleteBy),
  });
