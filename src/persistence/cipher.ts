import type { KeyObject } from 'node:crypto';
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps what nobody may read in a dump of the database: numbers, and addresses that are a way in. */
export interface Cipher {
  /** @returns text that says how and with which key it was written, so that a later one can be told apart. */
  seal(plain: string): string;
  /** @throws when it was sealed with a key that is not known here, or changed since. */
  open(sealed: string): string;
  /** The same for the same text, and useless without the key: finds a number without reading any. */
  hash(plain: string): string;
  /** What `hash` gives, and what it gave before the key was changed: whoever looks for a row asks for all until it is written anew. */
  hashes(plain: string): readonly string[];
  /** What everything that is sealed now begins with. What begins otherwise is of a previous key, or was readable. */
  readonly mark: string;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals with one key, and opens what was sealed with it or a previous one: so a key can be changed while the app runs. What was sealed is
 * `a2:<key id>:<base64>`; `a1:<base64>` is of a time when keys had no ids, `p0:` of one without any key.
 * @param key 32 bytes, or undefined to keep everything readable, which only a sandbox may.
 * @param previous keys that were in use before, 32 bytes each.
 */
export function createCipher(key: Buffer | undefined, previous: readonly Buffer[] = []): Cipher {
  if (key === undefined) return readable;
  const current = derive(key);
  const keys = [current, ...previous.map(derive)];
  const mark = `a2:${current.id}:`;
  return {
    mark,
    seal: (plain) => mark + encrypt(current.forText, plain),
    open: (sealed) => {
      if (sealed.startsWith('p0:')) return readable.open(sealed);
      const [form, ...rest] = sealed.split(':');
      const [text = '', id] = rest.reverse();
      // Nothing says which key an old one was sealed with; the wrong ones do not open it.
      const candidates = form === 'a2' ? keys.filter((one) => one.id === id) : form === 'a1' ? keys : [];
      for (const { forText } of candidates) {
        const plain = decrypt(forText, text);
        if (plain !== undefined) return plain;
      }
      // Node says only "unable to authenticate data", which tells nobody which setting to look at.
      throw new Error('A stored text cannot be read: neither ENCRYPTION_KEY nor one of ENCRYPTION_KEYS_PREVIOUS is the key it was written with, or it was changed since.');
    },
    hash: (plain) => hmac(current.forHash, plain),
    hashes: (plain) => keys.map(({ forHash }) => hmac(forHash, plain)),
  };
}

/** What is made of one key. As key objects, made once: given bytes, Node makes one at every use, which takes longer than opening a number. */
interface Derived {
  /** Tells keys apart and tells nothing of them. */
  readonly id: string;
  readonly forText: KeyObject;
  readonly forHash: KeyObject;
}

function derive(key: Buffer): Derived {
  const secret = (what: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', what, 32));
  return {
    id: secret('conference key id').toString('hex').slice(0, 8),
    forText: createSecretKey(secret('conference text')), forHash: createSecretKey(secret('conference hash')),
  };
}

function encrypt(key: KeyObject, plain: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv);
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64');
}

/** Undefined when it was sealed with another key, or changed since. */
function decrypt(key: KeyObject, text: string): string | undefined {
  try {
    const bytes = Buffer.from(text, 'base64');
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function hmac(key: KeyObject | string, plain: string): string {
  return createHmac('sha256', key).update(plain).digest('base64');
}

const readable: Cipher = {
  mark: 'p0:',
  seal: (plain) => `p0:${plain}`,
  open: (sealed) => {
    if (!sealed.startsWith('p0:')) throw new Error('This database is encrypted: set the ENCRYPTION_KEY it was written with.');
    return sealed.slice('p0:'.length);
  },
  hash: (plain) => hmac('readable', plain),
  hashes: (plain) => [hmac('readable', plain)],
};
