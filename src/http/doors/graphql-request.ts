import type { IncomingMessage } from 'node:http';
import type { TrustedDocuments } from '../../graphql/index.ts';
import { isObject, withNamedDocument } from './named-documents.ts';
import type { Meant, Sent } from './named-documents.ts';

/** A request to a door: what it means, and the same in the form in which the server takes it. */
export interface GraphqlRequest extends Meant {
  readonly search: string;
  readonly body: unknown;
}

/** JSON in an address; the text as it is where it is none, for whoever reads it next to refuse. */
function unpacked(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function packed(sent: Sent): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(sent)) {
    if (value !== undefined) search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return `?${search.toString()}`;
}

function fromAddress(search: string): Sent {
  const given = new URLSearchParams(search);
  const extensions = given.get('extensions');
  return {
    ...Object.fromEntries(given),
    ...(extensions === null ? {} : { extensions: unpacked(extensions) }),
  };
}

/** Reads a request (GraphQL over HTTP): from its address where it is a GET, from its body otherwise. */
export function readGraphqlRequest(
  request: IncomingMessage,
  body: unknown,
  trusted: TrustedDocuments,
): GraphqlRequest {
  const url = request.url ?? '';
  const at = url.indexOf('?');
  const search = at === -1 ? '' : url.slice(at);
  if (request.method === 'GET') {
    const meant = withNamedDocument(trusted, fromAddress(search));
    return { ...meant, body, search: meant.isNamed ? packed(meant.sent) : search };
  }
  if (!isObject(body)) return { sent: {}, isNamed: false, refusal: null, body, search };
  const meant = withNamedDocument(trusted, body);
  return { ...meant, body: meant.sent, search };
}
