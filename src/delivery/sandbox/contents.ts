import { appsById } from '../../catalog/index.ts';
import type { App } from '../../catalog/index.ts';
import { DAY } from '../../kernel/clock.ts';
import { contactContent, noticeContent } from '../contents.ts';
import type { Content, Unseal } from '../ports.ts';
import { carriesEmail, isUnderGrant } from '../types.ts';
import type { StartedAttempt } from '../types.ts';
import { contactsById } from './contacts.ts';
import type { SandboxContact } from './contacts.ts';

/** As much time as with a real person. */
const DELETE_WITHIN = 30 * DAY;

const purposesOf = ({ basis }: SandboxContact): readonly string[] =>
  basis === 'install' ? ['account_creation', 'communication'] : ['communication'];

function contentOf({ delivery, thin }: StartedAttempt, contact: SandboxContact, app: App): Content | null {
  const { event, createdAt: at } = delivery;
  const { contactId, email, endedAt } = contact;
  const facts = { event, at, app, contactId, purposes: purposesOf(contact), test: true };
  if (!isUnderGrant(event)) {
    return noticeContent(facts, { purposesLeft: [], deleteBy: (endedAt ?? at) + DELETE_WITHIN });
  }
  // Its yes ended before this went: as with a real person, it does not go.
  if (endedAt !== null) return null;
  return contactContent(facts, carriesEmail(event) && !thin ? email : null);
}

/** Makes the contents of messages about made-up people. Nothing here can open anything. */
export const sandboxContents: Unseal = async (reader, attempts) => {
  const deliveries = attempts.map(({ delivery }) => delivery).filter(({ sandbox }) => sandbox);
  const contacts = await contactsById(
    reader,
    deliveries.map(({ subjectId }) => subjectId),
  );
  const apps = await appsById(
    reader,
    deliveries.map(({ appId }) => appId),
  );
  return new Map(
    attempts.flatMap((attempt) => {
      const contact = contacts.get(attempt.delivery.subjectId);
      const app = apps.get(attempt.delivery.appId);
      const content = contact && app ? contentOf(attempt, contact, app) : null;
      return content === null ? [] : [[attempt.id, content]];
    }),
  );
};
