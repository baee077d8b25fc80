import { alert } from '../core/alerts.ts';
import type { Method } from '../core/entities.ts';
import type { World } from '../core/world.ts';
import { sendWebhook } from '../webhooks/request.ts';
import type { Params } from '../webhooks/signature.ts';
import type { Element } from './xml.ts';
import { parseXml } from './xml.ts';

export interface Source {
  readonly url: string;
  readonly method: Method;
}

/** A document with the URL it came from, against which its relative URLs count. */
export interface TwimlDocument {
  readonly root: Element;
  readonly url: string;
}

/** A document that could not be had; the alert is recorded already. Codes 11100, 11200, 11205, 12100, 12300: facts/twilio.md §5. */
export class DocumentFailure extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Fetches instructions from the application: XML, or a sound file, which counts as a Play of itself.
 * @throws DocumentFailure
 */
export async function fetchDocument(world: World, source: Source, params: Params, about: string): Promise<TwimlDocument> {
  const fail = (code: number, text: string): never => {
    alert(world, { code, resourceSid: about, text, url: source.url, method: source.method });
    throw new DocumentFailure(code, text);
  };
  if (!URL.canParse(source.url) || !/^https?:/.test(source.url)) return fail(11100, `Invalid URL format: ${source.url}`);
  const outcome = await sendWebhook(world, { ...source, params });
  if ('failure' in outcome) return fail(11205, outcome.failure.message);
  const { status, contentType, body } = outcome.answer;
  if (status < 200 || status > 299) return fail(11200, `Got HTTP ${status} response to ${source.url}`);
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.startsWith('audio/')) return { root: playOf(source.url), url: source.url };
  if (!['text/xml', 'application/xml', 'text/html'].includes(type)) return fail(12300, `Invalid Content-Type: ${type}`);
  try {
    const root = parseXml(body);
    return root.name === 'Response' ? { root, url: source.url } : fail(12100, 'The root element is not <Response>');
  } catch (error) {
    if (error instanceof DocumentFailure) throw error;
    return fail(12100, `Document parse failure: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** An absolute URL from one that may be relative to the current document; empty means that document itself. */
export function resolveUrl(url: string, base: string): string {
  if (/^https?:\/\//.test(url)) return url;
  return URL.canParse(url, base) ? new URL(url, base).href : url;
}

function playOf(url: string): Element {
  const play = { name: 'Play', attributes: {}, children: [], text: url };
  return { name: 'Response', attributes: {}, children: [play], text: '' };
}
