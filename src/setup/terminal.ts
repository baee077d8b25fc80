import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { Writable as WritableStream } from 'node:stream';

/** Somebody who answers questions. */
export interface Terminal {
  say(text: string): void;
  /** @param isSecret whether what they type is kept from the screen. @returns the answer, trimmed; null when nobody answers any more. */
  ask(question: string, isSecret: boolean): Promise<string | null>;
  close(): void;
}

/** Asks on a terminal, or reads answers line by line where input is piped; those are never shown. */
export function createTerminal(input: Readable & { readonly isTTY?: boolean }, output: Writable): Terminal {
  const isTerminal = input.isTTY === true;
  let isMuted = false;
  const echo = new WritableStream({
    write: (chunk: Buffer, _encoding, done) => {
      if (!isMuted) output.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input, output: echo, terminal: isTerminal });
  const answers = lines[Symbol.asyncIterator]();
  return {
    say: (text) => void output.write(`${text}\n`),
    ask: async (question, isSecret) => {
      output.write(`${question} `);
      isMuted = isSecret || !isTerminal;
      const { value, done } = await answers.next();
      isMuted = false;
      if (isSecret || !isTerminal) output.write('\n');
      return done === true ? null : value.trim();
    },
    close: () => lines.close(),
  };
}
