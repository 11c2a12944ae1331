import assert from 'node:assert/strict';
import { newKey } from './marketplace.ts';
import type { Person, UserErrors } from './marketplace.ts';
import type { Stage } from './stage.ts';

export const codes = ({ userErrors }: UserErrors): string[] => userErrors.map(({ code }) => code);
export const fieldsOf = ({ userErrors }: UserErrors): (string | undefined)[] =>
  userErrors.map(({ field }) => field.at(-1));

export interface ReadView {
  readonly by?: string;
  readonly reader?: string;
  readonly reason: string | null;
}

/** A complaint or a request, as far as stories look at one. */
export interface CaseView {
  readonly id: string;
  readonly state: string;
  readonly subjectId?: string | null;
  readonly violation?: string | null;
  readonly answer?: string | null;
  readonly outsideBody?: string | null;
  readonly acknowledgedAt?: string | null;
  readonly acknowledgeBy?: string;
  readonly answerBy?: string;
  readonly overdue?: boolean;
  readonly exception?: string | null;
  readonly refusal?: {
    readonly exception: string;
    readonly reason: string;
    readonly howToAppeal: string;
    readonly appealBy: string;
  } | null;
  readonly appeal?: {
    readonly granted: boolean | null;
    readonly exception: string | null;
    readonly reason: string | null;
  } | null;
  readonly reads: readonly ReadView[];
}

export interface Words {
  readonly contact: string | null;
  readonly text: string | null;
  readonly appeal: string | null;
}

const OWN = {
  complaint: 'id state violation answer outsideBody acknowledgeBy answerBy reads { by reason }',
  request: `id state answer refusal { exception reason howToAppeal appealBy }
    appeal { granted exception reason } reads { by reason }`,
};
const OFFICE = {
  complaint: 'id state subjectId overdue acknowledgedAt outsideBody reads { reader reason }',
  request: 'id state subjectId overdue exception reads { reader reason }',
};

type CasePayload = UserErrors & {
  readonly complaint?: CaseView | null;
  readonly request?: CaseView | null;
  readonly words?: Words | null;
};

/** What people and officers do about complaints, requests and processors, in the words of their doors. */
export function office(stage: Stage) {
  const { marketplace } = stage;
  const officer = (sub = 'olga'): string => marketplace.token({ door: 'privacy', sub, role: 'officer' });

  async function mutate<Payload extends UserErrors>(
    door: 'marketplace' | 'privacy',
    token: string,
    [name, type, fields]: readonly [string, string, string],
    input: object,
  ): Promise<Payload> {
    const purpose = door === 'privacy' ? '@purpose(is: ACCOUNTABILITY)' : '';
    const { data, errors } = await marketplace.ask<Record<string, Payload>>(
      door,
      token,
      `mutation ($input: ${type}!) ${purpose} { ${name}(input: $input) { ${fields} userErrors { code field message } } }`,
      { input: { idempotencyKey: newKey(), ...input } },
    );
    assert.deepEqual(errors, []);
    return data[name] as Payload;
  }

  const own = (person: Person, name: string, type: string, kind: 'complaint' | 'request', input: object) =>
    mutate<CasePayload>('marketplace', person.token, [name, type, `${kind} { ${OWN[kind]} }`], input);
  const step = (
    name: string,
    type: string,
    kind: 'complaint' | 'request',
    input: object,
    sub?: string,
    more = '',
  ) =>
    mutate<CasePayload>('privacy', officer(sub), [name, type, `${kind} { ${OFFICE[kind]} } ${more}`], input);
  const WORDS = 'words { contact text appeal }';

  return {
    officer,
    mutate,
    complain: (person: Person, input: object) =>
      own(person, 'fileComplaint', 'FileComplaintInput', 'complaint', input),
    request: (person: Person, input: object) =>
      own(person, 'requestRight', 'RequestRightInput', 'request', input),
    appeal: (person: Person, requestId: string, input: object = {}) =>
      own(person, 'appealRefusal', 'AppealRefusalInput', 'request', {
        requestId,
        text: 'It is no burden.',
        ...input,
      }),
    acknowledge: (id: string) => step('acknowledgeComplaint', 'ComplaintInput', 'complaint', { id }),
    answer: (id: string, answer: string) =>
      step('answerComplaint', 'AnswerComplaintInput', 'complaint', { id, answer }),
    escalate: (id: string) => step('escalateComplaint', 'ComplaintInput', 'complaint', { id }),
    read: (id: string, input: object = {}, sub?: string) =>
      step(
        'readComplaint',
        'ReadCaseInput',
        'complaint',
        { id, reason: 'To answer it.', ...input },
        sub,
        WORDS,
      ),
    readRequest: (id: string, input: object = {}) =>
      step(
        'readRightsRequest',
        'ReadCaseInput',
        'request',
        { id, reason: 'To decide it.', ...input },
        undefined,
        WORDS,
      ),
    grant: (id: string, answer = 'It was done.') =>
      step('grantRequest', 'GrantRequestInput', 'request', { id, answer }),
    refuse: (id: string, input: object = {}, sub?: string) =>
      step(
        'refuseRequest',
        'RefuseRequestInput',
        'request',
        { id, exception: 'RIGHTS_OF_OTHERS', reason: 'Somebody else is named in it.', ...input },
        sub,
      ),
    decide: (id: string, input: object, sub?: string) =>
      step(
        'decideAppeal',
        'DecideAppealInput',
        'request',
        { id, reason: 'Looked at it anew.', ...input },
        sub,
      ),

    /** Raw, for what the schema refuses. */
    ask: async <Data>(query: string, variables: object = {}) =>
      marketplace.ask<Data>('privacy', officer(), query, { ...variables }),
    async mine(person: Person): Promise<{ complaints: CaseView[]; requests: CaseView[] }> {
      const { data, errors } = await marketplace.ask<{
        viewer: { complaints: { nodes: CaseView[] }; rightsRequests: { nodes: CaseView[] } };
      }>(
        'marketplace',
        person.token,
        `{ viewer { complaints(first: 50) { nodes { ${OWN.complaint} } }
           rightsRequests(first: 50) { nodes { ${OWN.request} } } } }`,
      );
      assert.deepEqual(errors, []);
      const { complaints, rightsRequests } = data.viewer;
      return { complaints: complaints.nodes, requests: rightsRequests.nodes };
    },
    async overdue(): Promise<string[]> {
      const { data, errors } = await marketplace.ask<{
        complaints: { nodes: CaseView[] };
        rightsRequests: { nodes: CaseView[] };
      }>(
        'privacy',
        officer(),
        `query @purpose(is: ACCOUNTABILITY) {
          complaints(filter: { overdue: true }, first: 50) { nodes { id overdue } }
          rightsRequests(filter: { overdue: true }, first: 50) { nodes { id overdue } } }`,
      );
      assert.deepEqual(errors, []);
      const nodes = [...data.complaints.nodes, ...data.rightsRequests.nodes];
      assert.ok(nodes.every(({ overdue }) => overdue === true));
      return nodes.map(({ id }) => id);
    },
    async post(path: string, body: unknown) {
      const response = await fetch(`${marketplace.serving.url}/privacy${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await response.text();
      marketplace.transcript.push(text);
      return {
        status: response.status,
        headers: response.headers,
        body: JSON.parse(text) as Record<string, unknown> & {
          errors?: { message: string; extensions: { code: string; field?: string } }[];
        },
      };
    },
  };
}

export type Office = ReturnType<typeof office>;
