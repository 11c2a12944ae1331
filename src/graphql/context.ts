import type { Subject } from '../accounts/index.ts';
import type { Login, Principal, Session } from '../kernel/principal.ts';
import type { Budget } from './budget.ts';
import type { Loaders } from './loaders.ts';

/** Takes the JSON of an answer's `data` to give the same to others; null: this answer is for its asker alone. */
export type Prepare = ((data: string) => void) | null;

/** What a resolver knows of the request: who asks, and what was read for it already. */
export interface DoorContext {
  readonly principal: Principal;
  readonly loaders: Loaders;
  readonly budget: Budget;
  readonly prepare: Prepare;
  /** What the log calls the request by; null: it has no name. */
  readonly requestId: string | null;
  /** The asker's login; throws UNAUTHENTICATED unless a person is logged in. */
  login(): Login;
  /** What the asker is signed in by; throws as `login` does. */
  session(): Session;
  /** The asker's account, looked up once a request; null without one. */
  subject(): Promise<Subject | null>;
  /** Takes the browser's opt-out signal as this person's, if the request has one. `subject()` has done so. */
  heedSignal(subjectId: string): Promise<void>;
  /** The asking partner's id; throws UNAUTHENTICATED for anybody else. */
  partnerId(): string;
  /** Whom an idempotency key of staff belongs to; throws UNAUTHENTICATED for anybody else. */
  staff(): string;
}
