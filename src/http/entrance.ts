import { HeaderMap } from '@apollo/server';
import type { Request, Response } from 'express';
import { GraphQLError } from 'graphql';
import { inTermsOf } from '../graphql/index.ts';
import type { Admission, Admitted, Budget } from '../graphql/index.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Door, Principal } from '../kernel/principal.ts';
import { namingRefusal } from './named-documents.ts';
import { householdOf } from './client-address.ts';
import { noteOperation } from './observe.ts';
import { pointHeaders, secondsUntil } from './points.ts';
import type { Account, Spend } from './points.ts';

/** What refusing costs whoever asks: reading a document is work, too. */
const REFUSED = 10;
/** What is charged for a request that is none, which costs nothing to refuse. */
const NOTHING = { cost: 1, isForEverybody: false };

export interface Entered {
  readonly budget: Budget;
  /** Whether the answer is the same for everybody until the catalogue changes, and may be kept. */
  readonly isForEverybody: boolean;
}

/** Whose points are spent. */
function payerOf(principal: Principal, request: Request): string {
  switch (principal.kind) {
    case 'anonymous':
      return `household ${householdOf(request.ip)}`;
    case 'user':
      return `user ${principal.login.issuer} ${principal.login.sub}`;
    case 'partner':
      return `partner ${principal.partnerId}`;
    default:
      return `${principal.kind} ${principal.name}`;
  }
}

/** The text that a request asks to run, with its variables, where it is one. */
function askedOf(request: Request) {
  const sent = (request.method === 'GET' ? request.query : request.body) as
    Record<string, unknown> | undefined;
  const { query, operationName, variables } = sent ?? {};
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

  function pay(payer: string, cost: number, response: Response): Account {
    const account = spend(payer, cost);
    response.set(pointHeaders(account, clock.now()));
    if (!account.overdrawn) return account;
    const seconds = String(secondsUntil(account.resetAt, clock.now()));
    throw new GraphQLError(`The points of this minute are spent. Try again in ${seconds} seconds.`, {
      extensions: {
        code: 'RATE_LIMITED',
        http: { status: 429, headers: new HeaderMap([['retry-after', seconds]]) },
      },
    });
  }

  /** What may run of a request; throws the one error for which it may not. */
  function admit(
    door: Door,
    request: Request,
    response: Response,
  ): Pick<Admitted, 'cost' | 'isForEverybody'> {
    const refusal = namingRefusal(response);
    if (refusal !== undefined) throw refusal;
    const asked = askedOf(request);
    if (asked === null) return NOTHING;
    const admitted = admissions[door].admit(asked);
    noteOperation(response, admitted.operation.operation);
    return admitted;
  }

  return function enter(door: Door, principal: Principal, request: Request, response: Response): Entered {
    const payer = payerOf(principal, request);
    let admitted: ReturnType<typeof admit>;
    try {
      admitted = admit(door, request, response);
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      pay(payer, REFUSED, response);
      throw inTermsOf(request.headers.accept, error);
    }
    const { cost, isForEverybody } = admitted;
    const { limit, remaining, resetAt } = pay(payer, cost, response);
    return { budget: { cost, limit, remaining, resetAt }, isForEverybody };
  };
}

export type Entrance = ReturnType<typeof createEntrance>;
