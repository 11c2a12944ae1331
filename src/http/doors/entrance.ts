import { HeaderMap } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { ServerResponse } from 'node:http';
import { inTermsOf } from '../../graphql/index.ts';
import type { Admission, Admitted, Budget } from '../../graphql/index.ts';
import type { Clock } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { Door, Principal } from '../../kernel/principal.ts';
import { householdOf } from '../client-address.ts';
import { noteOperation } from '../observe.ts';
import { overdrawnMessage, pointHeaders, secondsUntil } from '../points.ts';
import type { Account, Spend } from '../points.ts';
import type { Meant, Sent } from './named-documents.ts';

/** What refusing costs whoever asks: reading a document is work, too. */
const REFUSED = 10;
/** What is charged for a proof of possession ahead of what is asked: that it was used is written down. */
const PROOF = 20;
/** What is charged for a request that is none, which costs nothing to refuse. */
const NOTHING = { cost: 1, isForEverybody: false };

export interface Entered {
  readonly budget: Budget;
  /** Whether the answer is the same for everybody until the catalogue changes, and may be kept. */
  readonly isForEverybody: boolean;
}

/** Who asks, from where, in which terms. */
export interface Asker {
  readonly principal: Principal;
  readonly address: string | undefined;
  /** What they ask over. */
  readonly connection: object;
  /** The `Accept` header. */
  readonly accept: string | undefined;
}

/** Whose points are spent where nobody says who they are. */
export const anonymousPayer = (address: string | undefined): string => `household ${householdOf(address)}`;

const partnerPayer = (partnerId: string): string => `partner ${partnerId}`;

/** Whose points are spent. */
function payerOf({ principal, address }: Asker): string {
  switch (principal.kind) {
    case 'anonymous':
      return anonymousPayer(address);
    case 'user':
      return `user ${principal.login.issuer} ${principal.login.sub}`;
    case 'partner':
      return partnerPayer(principal.partnerId);
    default:
      return `${principal.kind} ${principal.name}`;
  }
}

/** The text that a request asks to run, with its variables, where it is one. */
function askedOf({ query, operationName, variables }: Sent) {
  if (typeof query !== 'string') return null;
  return {
    source: query,
    operationName: typeof operationName === 'string' ? operationName : null,
    variables: variablesOf(variables),
  };
}

function variablesOf(given: unknown): Record<string, unknown> | null {
  try {
    const variables: unknown = typeof given === 'string' ? JSON.parse(given) : given;
    return typeof variables === 'object' ? (variables as Record<string, unknown> | null) : null;
  } catch {
    return null;
  }
}

/** Charges a partner for a proof before it is used up; throws RATE_LIMITED where no points are left. */
export const createProofToll =
  ({ clock, spend }: { readonly clock: Clock; readonly spend: Spend }) =>
  (partnerId: string, connection: object): void => {
    const { overdrawn, resetAt } = spend(partnerPayer(partnerId), PROOF, connection);
    if (!overdrawn) return;
    const seconds = secondsUntil(resetAt, clock.now());
    throw new AppError('RATE_LIMITED', overdrawnMessage(seconds), seconds);
  };

/**
 * Lets a request in: what it asks is admitted and paid for, or it is refused with one error, before anything runs. The
 * points that are left stand in the headers of the answer, whatever it is.
 */
export function createEntrance(parts: {
  readonly clock: Clock;
  readonly spend: Spend;
  readonly admissions: Readonly<Record<Door, Admission>>;
}) {
  const { clock, spend, admissions } = parts;

  function pay(asker: Asker, cost: number, response: ServerResponse): Account {
    const account = spend(payerOf(asker), cost, asker.connection);
    for (const [name, value] of pointHeaders(account, clock.now())) response.setHeader(name, value);
    if (!account.overdrawn) return account;
    const seconds = secondsUntil(account.resetAt, clock.now());
    throw new GraphQLError(overdrawnMessage(seconds), {
      extensions: {
        code: 'RATE_LIMITED',
        http: { status: 429, headers: new HeaderMap([['retry-after', String(seconds)]]) },
      },
    });
  }

  /** What may run of a request; throws the one error for which it may not. */
  function admit(
    door: Door,
    { sent, refusal }: Meant,
    response: ServerResponse,
  ): Pick<Admitted, 'cost' | 'isForEverybody'> {
    if (refusal !== null) throw refusal;
    const asked = askedOf(sent);
    if (asked === null) return NOTHING;
    const admitted = admissions[door].admit(asked);
    noteOperation(response, admitted.operation.operation);
    return admitted;
  }

  return function enter(door: Door, asker: Asker, meant: Meant, response: ServerResponse): Entered {
    let admitted: ReturnType<typeof admit>;
    try {
      admitted = admit(door, meant, response);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      pay(asker, REFUSED, response);
      throw inTermsOf(asker.accept, error);
    }
    const { cost, isForEverybody } = admitted;
    const { limit, remaining, resetAt } = pay(asker, cost, response);
    return { budget: { cost, limit, remaining, resetAt }, isForEverybody };
  };
}

export type Entrance = ReturnType<typeof createEntrance>;
