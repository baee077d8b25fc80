import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';

/** Keeps what nobody may read in a dump of the database: numbers, and addresses that are a way in. */
export interface Cipher {
  /** @returns text that says how it was written, so that a later key or form can be told apart. */
  seal(plain: string): string;
  /** @throws when it was sealed with another key or changed since. */
  open(sealed: string): string;
  /** The same for the same text, and useless without the key: finds a number without reading any. */
  hash(plain: string): string;
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** @param key 32 bytes, or undefined to keep everything readable, which only a sandbox may. */
export function createCipher(key: Buffer | undefined): Cipher {
  if (key === undefined) return readable;
  // As key objects, made once: given bytes, Node makes one at every use, which takes longer than opening a number.
  const forText = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'conference text', 32)));
  const forHash = createSecretKey(Buffer.from(hkdfSync('sha256', key, '', 'conference hash', 32)));
  return {
    seal: (plain) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, forText, iv);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return `a1:${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64')}`;
    },
    open: (sealed) => {
      if (sealed.startsWith('p0:')) return readable.open(sealed);
      try {
        const bytes = Buffer.from(sealed.slice('a1:'.length), 'base64');
        const decipher = createDecipheriv(ALGORITHM, forText, bytes.subarray(0, IV_BYTES));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
      } catch (error) {
        // Node says only "unable to authenticate data", which tells nobody which setting to look at.
        throw new Error('A stored text cannot be read: ENCRYPTION_KEY is not the one it was written with, or it was changed since.', { cause: error });
      }
    },
    hash: (plain) => createHmac('sha256', forHash).update(plain).digest('base64'),
  };
}

const readable: Cipher = {
  seal: (plain) => `p0:${plain}`,
  open: (sealed) => {
    if (!sealed.startsWith('p0:')) throw new Error('This database is encrypted: set the ENCRYPTION_KEY it was written with.');
    return sealed.slice('p0:'.length);
  },
  hash: (plain) => createHmac('sha256', 'readable').update(plain).digest('base64'),
};
