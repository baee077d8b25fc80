import { expect, test } from 'vitest';
import type { Log } from '../conference/ports.ts';
import { answerErrors } from './answer-errors.ts';
import { createHttpServer } from './server.ts';

function silentLog(lines: string[]): Log {
  const keep = (level: string) => (_facts: Readonly<Record<string, unknown>>, message: string): void => void lines.push(`${level}: ${message}`);
  return { info: keep('info'), warn: keep('warn'), error: keep('error') };
}

test('a server that closes finishes what it was asked, and takes nothing new', async () => {
  const server = createHttpServer();
  const asked = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  server.express.get('/slow', async (_request, response) => {
    asked.resolve();
    await go.promise;
    response.send('done');
  });
  const port = await server.listen(0, '127.0.0.1');
  const answer = fetch(`http://127.0.0.1:${port}/slow`);
  await asked.promise;
  expect(server.underWay()).toBe(1);
  const closed = server.close();
  await expect(fetch(`http://127.0.0.1:${port}/slow`)).rejects.toThrow('fetch failed');
  go.resolve();
  expect(await (await answer).text()).toBe('done');
  await closed;
  expect(server.underWay()).toBe(0);
  await server.close();
});

test('a port that is taken is the server’s own error', async () => {
  const [first, second] = [createHttpServer(), createHttpServer()];
  const port = await first.listen(0, '127.0.0.1');
  await expect(second.listen(port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
});

test('it does not tell what it is made of', async () => {
  const server = createHttpServer();
  const port = await server.listen(0, '127.0.0.1');
  expect((await fetch(`http://127.0.0.1:${port}/`)).headers.get('x-powered-by')).toBeNull();
  await server.close();
});

test.each([
  ['what breaks inside is a 500 and an error in the log', new Error('secret insides'), 500, 'error', 'Something went wrong here. Try again in a moment.'],
  ['what somebody sent wrong keeps its status', Object.assign(new Error('bad body'), { status: 415 }), 415, 'info', 'This request cannot be read.'],
  ['a status that makes no sense is a 500', Object.assign(new Error('odd'), { status: 200 }), 500, 'error', 'Something went wrong here. Try again in a moment.'],
])('%s, in one sentence', async (_what, error, status, level, sentence) => {
  const server = createHttpServer();
  const lines: string[] = [];
  server.express.get('/', () => {
    throw error;
  });
  server.express.use(answerErrors(silentLog(lines)));
  const port = await server.listen(0, '127.0.0.1');
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([status, 'text/plain; charset=utf-8', sentence]);
  expect(lines).toEqual([`${level}: A request could not be handled`]);
  await server.close();
});
