import { expect, test } from 'vitest';
import { listen } from './listen.ts';

/** Found by chaos: a program that opened its database stood still for longer than Node keeps an idle connection, and its next question went to one that was just closed. */
test('A connection is not closed because nothing was asked for a while, and is closed with the server', async () => {
  const server = await listen((_request, response) => void response.end('here'));
  const answer = await fetch(server.url);
  expect(await answer.text()).toBe('here');
  // Node names the seconds it keeps an idle connection for, where it closes one at all.
  expect(answer.headers.get('keep-alive')).toBeNull();
  await server.close();
  await expect(fetch(server.url)).rejects.toThrow('fetch failed');
});
