import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key and the certificate that goes with it, PEM. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate that nobody but itself vouches for. @returns undefined where there is no openssl. @param days how long it lasts from now. */
export function certificateFor(host: string, days: number): Certificate | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'conference-certificate-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert,
      '-days', String(days), '-subj', `/CN=${host}`, '-addext', `subjectAltName=DNS:${host}`], { stdio: 'ignore' });
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What a front does with a request instead of passing it on; false passes it on. */
export type Instead = (request: IncomingMessage, response: ServerResponse, body: string) => boolean;

/** A proxy before the app, as ngrok or nginx is one: passes everything on as it is, unless it is told otherwise. */
export async function startFront(appPort: () => number, { certificate, instead = () => false }: { readonly certificate?: Certificate; readonly instead?: Instead } = {}) {
  const listener: RequestListener = (request, response) => void answer(request, response, appPort(), instead);
  const server: Server = certificate === undefined ? createServer(listener) : createSecureServer(certificate, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  // Whoever breaks off in the middle of a handshake leaves a connection behind.
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  const close = (): Promise<void> => new Promise((resolve) => {
    server.close(() => resolve());
    for (const socket of open) socket.destroy();
  });
  return { port, url: `http://127.0.0.1:${port}`, close };
}

async function answer(request: IncomingMessage, response: ServerResponse, appPort: number, instead: Instead): Promise<void> {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += String(chunk);
  if (instead(request, response, body)) return;
  const headers = Object.fromEntries(Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' && name !== 'connection' && name !== 'content-length' ? [[name, value]] : [])));
  const passed = await fetch(`http://127.0.0.1:${appPort}${request.url ?? ''}`, { method: request.method ?? 'GET', headers, ...(request.method === 'POST' ? { body } : {}) });
  response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') ?? '' });
  response.end(await passed.text());
}
