import { describe, expect, test } from 'vitest';
import { createCipher } from './cipher.ts';

const KEY = Buffer.alloc(32, 1);
const NUMBER = '{"e164":"+14155550101","extension":null}';
const cipher = createCipher(KEY);

function textOf(sealed: string): string {
  return sealed.slice(sealed.lastIndexOf(':') + 1);
}

/** As it was sealed when keys had no ids. */
function withoutId(sealed: string): string {
  return `a1:${textOf(sealed)}`;
}

/** The same text with one bit of its bytes turned. */
function tampered(sealed: string, at: number): string {
  const bytes = Buffer.from(textOf(sealed), 'base64');
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return `${cipher.mark}${bytes.toString('base64')}`;
}

describe('with a key', () => {
  test.each(['', NUMBER, '😀 מספר', 'x'.repeat(10_000)])('what was sealed is opened again (%#)', (plain) => {
    expect(cipher.open(cipher.seal(plain))).toBe(plain);
  });

  test('nothing of a number can be read in what is stored, and the same number never looks the same twice', () => {
    const sealed = [cipher.seal(NUMBER), cipher.seal(NUMBER)];
    expect(sealed[0]).not.toBe(sealed[1]);
    for (const text of sealed) {
      expect(text).toMatch(/^a2:[0-9a-f]{8}:[A-Za-z0-9+/=]+$/);
      expect(Buffer.from(textOf(text), 'base64').toString('latin1')).not.toContain('555');
    }
  });

  test('another key opens nothing, and the error says which setting is wrong and shows nothing of the text', () => {
    const open = (): string => createCipher(Buffer.alloc(32, 2)).open(cipher.seal(NUMBER));
    expect(open).toThrow(/ENCRYPTION_KEY/);
    expect(open).not.toThrow(/4155550101/);
  });

  test.each([['the nonce', 0], ['the tag', 12], ['the text', 28]])('%s cannot be changed unnoticed', (_what, at) => {
    expect(() => cipher.open(tampered(cipher.seal(NUMBER), at))).toThrow(/ENCRYPTION_KEY/);
  });

  test.each(['a1:', 'a1:AAAA', 'a1:!!!', 'a2:', 'a2::', 'a2:00000000:AAAA', `${cipher.mark}AAAA`, 'z9:whatever', ''])('what was never sealed is no text (%#)', (text) => {
    expect(() => cipher.open(text)).toThrow(/ENCRYPTION_KEY/);
  });

  test('a number is found by its hash, which another key does not make', () => {
    expect(cipher.hash('+14155550101')).toBe(createCipher(KEY).hash('+14155550101'));
    expect(cipher.hash('+14155550101')).not.toBe(cipher.hash('+14155550102'));
    expect(cipher.hash('+14155550101')).not.toBe(createCipher(Buffer.alloc(32, 2)).hash('+14155550101'));
  });

  test('what was kept readable before a key was set can still be read', () => {
    expect(cipher.open(createCipher(undefined).seal(NUMBER))).toBe(NUMBER);
  });
});

describe('when the key was changed', () => {
  const NEXT = Buffer.alloc(32, 2);
  const next = createCipher(NEXT, [KEY]);

  test('what the previous one sealed is opened, also what is of a time when keys had no ids', () => {
    expect(next.open(cipher.seal(NUMBER))).toBe(NUMBER);
    expect(next.open(withoutId(cipher.seal(NUMBER)))).toBe(NUMBER);
    expect(next.open(withoutId(next.seal(NUMBER)))).toBe(NUMBER);
    expect(createCipher(NEXT, [Buffer.alloc(32, 9), KEY]).open(cipher.seal(NUMBER))).toBe(NUMBER);
  });

  test('new text is sealed with the new one alone, and says so', () => {
    expect(next.mark).not.toBe(cipher.mark);
    expect(createCipher(NEXT).open(next.seal(NUMBER))).toBe(NUMBER);
    expect(() => cipher.open(next.seal(NUMBER))).toThrow(/ENCRYPTION_KEYS_PREVIOUS/);
    expect(() => createCipher(NEXT).open(cipher.seal(NUMBER))).toThrow(/ENCRYPTION_KEYS_PREVIOUS/);
  });

  test('a number is looked for by the hashes of both, the new one first', () => {
    expect(next.hashes('+14155550101')).toEqual([createCipher(NEXT).hash('+14155550101'), cipher.hash('+14155550101')]);
    expect(next.hash('+14155550101')).toBe(next.hashes('+14155550101')[0]);
    expect(cipher.hashes('+14155550101')).toEqual([cipher.hash('+14155550101')]);
  });

  test('the id of a key is nothing of the key', () => {
    const id = cipher.mark.split(':')[1] ?? '';
    expect(id).toMatch(/^[0-9a-f]{8}$/);
    expect(KEY.toString('hex')).not.toContain(id);
  });
});

describe('without a key, as a sandbox may', () => {
  test('everything is readable, and marked as such', () => {
    const readable = createCipher(undefined);
    expect(readable.seal(NUMBER)).toBe(`p0:${NUMBER}`);
    expect(readable.open(readable.seal(NUMBER))).toBe(NUMBER);
  });

  test('an encrypted database says which setting it misses', () => {
    expect(() => createCipher(undefined).open(cipher.seal(NUMBER))).toThrow('This database is encrypted: set the ENCRYPTION_KEY it was written with.');
  });
});
