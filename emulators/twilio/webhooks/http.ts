import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** Why no answer came: the connection could not be made, or nothing came over it in time. */
export class NoAnswer extends Error {
  readonly reason: 'ct' | 'rt';

  constructor(reason: 'ct' | 'rt', message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface Outgoing {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly connectMs: number;
  readonly readMs: number;
}

/** The emulator's way out: one request, one answer, in real time. */
export class Http {
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: 256 });
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: 256 });

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /** @throws NoAnswer */
  send(outgoing: Outgoing): Promise<HttpAnswer> {
    const target = new URL(outgoing.url);
    const secure = target.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const options = { method: outgoing.method, headers: outgoing.headers, path: rawPath(outgoing.url, target), agent: secure ? this.#https : this.#http };
      const request = (secure ? httpsRequest : httpRequest)(target, options);
      let connected = false;
      const connecting = setTimeout(() => request.destroy(new NoAnswer('ct', 'connect timeout')), outgoing.connectMs);
      request.on('socket', (socket) => {
        const ready = (): void => {
          connected = true;
          clearTimeout(connecting);
        };
        if (socket.connecting) socket.once('connect', ready);
        else ready();
      });
      request.setTimeout(outgoing.readMs, () => request.destroy(new NoAnswer('rt', 'read timeout')));
      request.on('error', (error) => {
        clearTimeout(connecting);
        // Broken off before an answer counts as no answer, which is not retried by default. On a kept-alive socket it may only mean that
        // the server had closed it, as no fresh connection of Twilio's would find it: that counts as not connected.
        if (error instanceof NoAnswer) reject(error);
        else reject(new NoAnswer(connected && !request.reusedSocket ? 'rt' : 'ct', error.message));
      });
      request.on('response', (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        response.on('error', () => reject(new NoAnswer('rt', 'connection broken while answering')));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, contentType: response.headers['content-type'] ?? '', body }));
      });
      request.end(outgoing.body);
    });
  }
}

/** The path as it was configured: `new URL` would rewrite characters that were already signed. */
function rawPath(url: string, parsed: URL): string {
  const start = url.indexOf('/', url.indexOf('//') + 2);
  const raw = start === -1 ? '/' : url.slice(start);
  return /^[\x21-\x7e]+$/.test(raw) ? raw : parsed.pathname + parsed.search;
}
