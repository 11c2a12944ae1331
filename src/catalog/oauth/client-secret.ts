import { scrypt, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../kernel/errors.ts';
import type { Random } from '../../kernel/random.ts';

/**
 * Client secrets: `sls_`, eight characters that say which one it is, and 256 random bits. A client has two while one
 * takes the other's place; by the eight characters one of them is looked up, so that whoever asks makes us derive one
 * key, whether there are two secrets, one, or no such client.
 */
const PREFIX = 'sls_';
const MARK_BYTES = 6;
const MARK_LENGTH = 8;
const ENTROPY = 32;

export const newClientSecret = (random: Random): string =>
  `${PREFIX}${random.bytes(MARK_BYTES).toString('base64url')}${random.bytes(ENTROPY).toString('base64url')}`;

/** Which secret this is; of a text that is none, of none. */
export const markOfSecret = (secret: string): string =>
  secret.slice(PREFIX.length, PREFIX.length + MARK_LENGTH);

interface Cost {
  /** Binary logarithm of N. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's Password Storage Cheat Sheet, scrypt: N = 2^15, r = 8, p = 3. 32 MB, about 0.3 s of one core. */
const COST: Cost = { ln: 15, r: 8, p: 3 };
const LENGTH = 32;
const SALT_BYTES = 16;

function derive(secret: string, salt: Buffer, { ln, r, p }: Cost): Promise<Buffer> {
  const maxmem = 2 * 128 * 2 ** ln * r;
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, LENGTH, { N: 2 ** ln, r, p, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

/** The PHC string format, in which libraries keep a hash together with its salt and cost. */
const phcOf = (salt: Buffer, key: Buffer, { ln, r, p }: Cost): string =>
  `$scrypt$ln=${ln},r=${r},p=${p}$${unpadded(salt)}$${unpadded(key)}`;

const PHC = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function readPhc(text: string) {
  const [, ln, r, p, salt, key] = PHC.exec(text) ?? [];
  if (salt === undefined || key === undefined) throw new Error('a hash that was kept can be read');
  const cost: Cost = { ln: Number(ln), r: Number(r), p: Number(p) };
  return { cost, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

/** Lets a few through at once and some wait, a few seconds at most; turns the rest away. */
function createGate({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }) {
  const queue: (() => void)[] = [];
  let running = 0;
  return async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1;
    else if (queue.length >= waiting) {
      throw new AppError('UNAVAILABLE', 'Too many secrets are checked now. Try again in a few seconds.');
    } else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever waited longest takes this one's place.
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/**
 * Hashes and checks client secrets, off the event loop. Of the four threads that the runtime has for files, names and
 * the embedded database, too, three are taken at most: however many ask for tokens, or make secrets, the rest goes on;
 * neither holds the other up.
 */
export function createSecretHasher(random: Random) {
  const making = createGate({ atOnce: 1, waiting: 8 });
  const checking = createGate({ atOnce: 2, waiting: 16 });
  const nobodys = { cost: COST, salt: random.bytes(SALT_BYTES), key: random.bytes(LENGTH) };
  return {
    /** What is kept of a secret, with its salt and its cost. */
    hash: (secret: string): Promise<string> =>
      making(async () => {
        const salt = random.bytes(SALT_BYTES);
        return phcOf(salt, await derive(secret, salt, COST), COST);
      }),

    /** Whether this is the secret of which that was kept. `null`, where nothing was, costs as much and never is. */
    matches: (secret: string, kept: string | null): Promise<boolean> =>
      checking(async () => {
        const { cost, salt, key } = kept === null ? nobodys : readPhc(kept);
        return timingSafeEqual(await derive(secret, salt, cost), key) && kept !== null;
      }),
  };
}

export type SecretHasher = ReturnType<typeof createSecretHasher>;
