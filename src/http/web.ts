import { lookup } from 'node:dns/promises';
import type { IncomingMessage, RequestOptions } from 'node:http';
import http from 'node:http';
import https from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Answer, Web, WebRequest } from '../doctor/ports/web.ts';

const LONGEST_ANSWER = 65_536;
/** Slack waits 3 s for an answer; whoever takes longer is too slow for it anyhow. */
const PATIENCE_MS = 5_000;

export interface WebSettings {
  /** What requests say they are. */
  readonly agent: string;
  /** In the place of the name service; and certificates that are trusted instead of those of Node. Tests have hosts of their own. */
  readonly hosts?: (host: string) => readonly string[];
  readonly trusted?: string;
}

/** Asks addresses by Node's own client, which shows the certificate and how an attempt failed. */
export function createWeb({ agent, hosts, trusted }: WebSettings): Web {
  const options = (request: WebRequest): https.RequestOptions => ({
    method: request.method ?? 'GET', headers: { 'user-agent': agent, 'ngrok-skip-browser-warning': '1', ...request.headers }, agent: false, timeout: PATIENCE_MS,
    ...(hosts === undefined ? {} : { lookup: lookingUp(hosts) }),
    ...(trusted === undefined ? {} : { ca: trusted }),
  });
  return {
    ask: (url, request = {}) => ask(url, options(request), request.body),
    addressesOf: async (host) => (hosts === undefined ? byNameService(host) : hosts(host)),
  };
}

async function byNameService(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return []; // whatever the reason, there is no way to it
  }
}

function lookingUp(hosts: (host: string) => readonly string[]): NonNullable<RequestOptions['lookup']> {
  return (host, { all }, done) => {
    const found = hosts(host).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    const [first] = found;
    if (first === undefined) done(Object.assign(new Error(`no such host: ${host}`), { code: 'ENOTFOUND' }), '', 4);
    else if (all === true) done(null, found);
    else done(null, first.address, first.family);
  };
}

function ask(url: string, options: https.RequestOptions, body: string | undefined): Promise<Answer> {
  return new Promise((resolve) => {
    const { request } = url.startsWith('https:') ? https : http;
    // One limit for all of it: a server that sends a byte a second keeps the other one from striking.
    const asked = request(url, { ...options, signal: AbortSignal.timeout(PATIENCE_MS) }, (response) => {
      void read(response).then(resolve, (error: unknown) => resolve(failureOf(error)));
    });
    asked.on('error', (error) => resolve(failureOf(error)));
    asked.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Answer> {
  const { socket } = response;
  const certificateEnds = socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : null;
  let body = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    body += String(chunk);
    if (body.length > LONGEST_ANSWER) break;
  }
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
  return { kind: 'answered', status: response.statusCode ?? 0, headers, body: body.slice(0, LONGEST_ANSWER), certificateEnds };
}

const CAUSES: Readonly<Record<string, Extract<Answer, { kind: 'failed' }>['cause']>> = {
  ENOTFOUND: 'no-such-host', EAI_AGAIN: 'no-such-host', ECONNREFUSED: 'refused', EHOSTUNREACH: 'refused', ENETUNREACH: 'refused',
  ETIMEDOUT: 'timeout', ABORT_ERR: 'timeout',
};
/** What OpenSSL and Node say of a certificate: CERT_HAS_EXPIRED, DEPTH_ZERO_SELF_SIGNED_CERT, ERR_TLS_CERT_ALTNAME_INVALID. */
const OF_A_CERTIFICATE = /CERT|UNABLE_TO_|SELF_SIGNED|ERR_TLS_/u;

function failureOf(error: unknown): Extract<Answer, { kind: 'failed' }> {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  return { kind: 'failed', cause: CAUSES[code] ?? (OF_A_CERTIFICATE.test(code) ? 'certificate' : 'broken'), code };
}
