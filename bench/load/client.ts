import { connect } from 'node:net';
import type { Socket } from 'node:net';

/** What became of a load. */
export interface LoadResult {
  /** Wall time from the first request to the last answer, in milliseconds. */
  readonly ms: number;
  /** Answers by HTTP status. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly p50: number;
  readonly p99: number;
  /** CPU time making the load took, in seconds. */
  readonly cpuSeconds: number;
}

/**
 * Sends requests over keep-alive connections, one at a time on each, as fast as they are answered. Requests are bytes made beforehand, so
 * that the load costs little on cores it shares with what it measures.
 */
export async function sendAll(port: number, requests: readonly Buffer[], connections: number): Promise<LoadResult> {
  const statuses: Record<string, number> = {};
  const latencies = new Float64Array(requests.length);
  let next = 0;
  const takeNext = (): number => (next < requests.length ? next++ : -1);
  const sockets = await Promise.all(Array.from({ length: connections }, () => open(port)));
  const cpu = process.cpuUsage();
  const started = performance.now();
  await Promise.all(sockets.map((socket) => keepBusy(socket, requests, takeNext, (status, index, ms) => {
    statuses[status] = (statuses[status] ?? 0) + 1;
    latencies[index] = ms;
  })));
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  for (const socket of sockets) socket.destroy();
  latencies.sort();
  const at = (p: number): number => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * p))] ?? Number.NaN;
  return { ms, statuses, p50: at(0.5), p99: at(0.99), cpuSeconds: (user + system) / 1e6 };
}

function open(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket));
    socket.once('error', reject);
  });
}

function keepBusy(socket: Socket, requests: readonly Buffer[], takeNext: () => number, onAnswer: (status: string, index: number, ms: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let index = -1;
    let sent = 0;
    let read = '';
    const send = (): void => {
      index = takeNext();
      const request = requests[index];
      if (request === undefined) return resolve();
      sent = performance.now();
      socket.write(request);
    };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('The app closed a connection.')));
    socket.on('data', (chunk: Buffer) => {
      read += chunk.toString('latin1');
      if (!isWhole(read)) return;
      onAnswer(read.slice(9, 12), index, performance.now() - sent);
      read = '';
      send();
    });
    send();
  });
}

/** Whether an HTTP answer with a known length, or none, has come to its end. */
function isWhole(read: string): boolean {
  const head = read.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(read.slice(0, head))?.[1] ?? '0';
  return read.length >= head + 4 + Number(length);
}
