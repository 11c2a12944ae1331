import type { KeyObject } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import { newId } from '../../kernel/ids.ts';
import type { Random } from '../../kernel/random.ts';
import type { SafePost } from '../../platform/safe-fetch/index.ts';
import { signedHeaders } from '../sending/sign.ts';
import type { SendingEndpoint } from './sending-endpoint.ts';

/** How a challenge went; nothing of an answer is kept. */
export type ChallengeOutcome =
  'proven' | 'another answer' | 'status' | 'redirect' | 'timeout' | 'connection' | 'blocked';

const ANSWER_LIMIT = 1_024;

/** The answer repeats the challenge: `{"challenge": "..."}`, or the bare text. */
function repeats(text: string, challenge: string): boolean {
  if (text.trim() === challenge) return true;
  try {
    return (JSON.parse(text) as { challenge?: unknown } | null)?.challenge === challenge;
  } catch {
    return false;
  }
}

/**
 * Asks whoever answers at a URL to repeat a number that nobody can guess, in a signed `endpoint.ping`. A server that
 * was not set up for us does not repeat it, so a partner cannot have data sent to somebody else's, by mistake or not.
 */
export function createChallenge(parts: {
  readonly clock: Clock;
  readonly random: Random;
  readonly post: SafePost;
  readonly signingKeys: readonly KeyObject[];
}) {
  const { clock, random, post, signingKeys } = parts;
  return async function challenge(endpoint: SendingEndpoint): Promise<ChallengeOutcome> {
    const at = clock.now();
    const expected = random.bytes(32).toString('base64url');
    const body = JSON.stringify({
      type: 'endpoint.ping',
      timestamp: new Date(at).toISOString(),
      data: { challenge: expected },
    });
    const signers = { secrets: endpoint.secrets, keys: signingKeys };
    const headers = signedHeaders(signers, { id: newId('message', at), at, body });
    const { url, client } = endpoint;
    const answer = await post.post(url, { ...endpoint.headers, ...headers }, body, {
      client,
      read: ANSWER_LIMIT,
    });
    if (answer.kind === 'failed') return answer.error;
    if (answer.status >= 300 && answer.status < 400) return 'redirect';
    if (answer.status < 200 || answer.status >= 300) return 'status';
    return repeats(answer.text ?? '', expected) ? 'proven' : 'another answer';
  };
}

export type Challenge = ReturnType<typeof createChallenge>;
