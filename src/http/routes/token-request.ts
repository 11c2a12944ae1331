import { PROOF_ALGORITHM } from '../../catalog/index.ts';
import type { ClientProof } from '../../catalog/index.ts';

/** Why a token is refused, in the words of RFC 6749 5.2 and RFC 9449 5. */
export type TokenError =
  'invalid_request' | 'invalid_client' | 'invalid_scope' | 'unsupported_grant_type' | 'invalid_dpop_proof';

export interface RefusedToken {
  readonly error: TokenError;
  /** For a developer, without any value that was sent. */
  readonly description: string;
}

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const refused = (description: string, error: TokenError = 'invalid_request'): RefusedToken => ({
  error,
  description,
});

/** One answer for every client that did not prove itself: why not is nobody's business. */
export const clientRefused = (): RefusedToken =>
  refused('The client is unknown, or did not prove who it is.', 'invalid_client');

/** Which check a proof failed its sender finds out by itself: none of them is of anything that we know and they do not. */
export const proofRefused = (): RefusedToken =>
  refused(
    `DPoP wants one new proof for this request (RFC 9449 4.2): ${PROOF_ALGORITHM}, its public key in jwk, htm POST, htu the token endpoint, iat now, and a jti that was never used.`,
    'invalid_dpop_proof',
  );

/** The characters of client ids and secrets (RFC 6749 A.1, A.2). */
const VISIBLE = /^[\x20-\x7e]*$/;

type Form = Readonly<Record<string, string>>;

/** The parameters of a form, each given once; one without a value counts as left out (RFC 6749 3.2). */
function formOf(body: unknown): Form | RefusedToken {
  if (typeof body !== 'object' || body === null) {
    return refused('The body wants to be application/x-www-form-urlencoded.');
  }
  const entries = Object.entries(body).filter(([, value]) => value !== '');
  return entries.every(([, value]) => typeof value === 'string')
    ? (Object.fromEntries(entries) as Form)
    : refused('Each parameter may be given once.');
}

const isRefused = (value: object): value is RefusedToken => 'description' in value;

/** A client's id and secret, each form-encoded, as `client_secret_basic` has them (RFC 6749 2.3.1); null: no such. */
function readBasic(authorization: string): { readonly id: string; readonly secret: string } | null {
  const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(authorization)?.[1];
  if (encoded === undefined) return null;
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString()) ?? [];
  if (id === undefined || secret === undefined) return null;
  try {
    const decoded = (text: string): string => decodeURIComponent(text.replaceAll('+', ' '));
    return { id: decoded(id), secret: decoded(secret) };
  } catch {
    return null;
  }
}

function bySecret(clientId: string, secret: string): ClientProof | RefusedToken {
  return VISIBLE.test(clientId) && VISIBLE.test(secret)
    ? { kind: 'secret', clientId, secret }
    : refused('Client ids and secrets are visible ASCII.');
}

/** By what the client says that it is itself: one way, not two (RFC 6749 2.3). */
function proofOf(authorization: string | undefined, form: Form): ClientProof | RefusedToken {
  const { client_id: named, client_secret: secret } = form;
  const { client_assertion: assertion, client_assertion_type: type } = form;
  const ways = [authorization, secret, assertion ?? type].filter((way) => way !== undefined);
  if (ways.length > 1) return refused('A client proves itself in one way at a time.');
  if (authorization !== undefined) {
    const basic = readBasic(authorization);
    if (basic === null) return clientRefused();
    return named === undefined || named === basic.id
      ? bySecret(basic.id, basic.secret)
      : refused('client_id wants to be the client that the Authorization header names.');
  }
  if (secret !== undefined) {
    return named === undefined ? refused('client_id is missing.') : bySecret(named, secret);
  }
  if (assertion === undefined) {
    return type === undefined ? clientRefused() : refused('client_assertion is missing.');
  }
  return type === ASSERTION_TYPE
    ? { kind: 'assertion', assertion, clientId: named ?? null }
    : refused(`client_assertion_type wants ${ASSERTION_TYPE}.`);
}

/** What is asked of the token endpoint: a client's proof, for the one grant that there is (RFC 6749 4.4.2). */
export function readTokenRequest(
  authorization: string | undefined,
  body: unknown,
): ClientProof | RefusedToken {
  const form = formOf(body);
  if (isRefused(form)) return form;
  const { grant_type: grant, scope } = form;
  if (grant === undefined) return refused('grant_type is missing.');
  if (grant !== 'client_credentials') {
    return refused('grant_type wants client_credentials.', 'unsupported_grant_type');
  }
  if (scope !== undefined) return refused('There are no scopes here: leave scope out.', 'invalid_scope');
  return proofOf(authorization, form);
}
