import type { World } from '../core/world.ts';

/** The fields of a form or a query; a repeated key has several values. */
export class Fields {
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.#values = values;
  }

  /** The first value; undefined when the key is absent or empty, which Twilio treats alike. */
  get(key: string): string | undefined {
    const value = this.#values.get(key)?.[0];
    return value === '' ? undefined : value;
  }

  all(key: string): readonly string[] {
    return this.#values.get(key) ?? [];
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  get keys(): readonly string[] {
    return [...this.#values.keys()];
  }
}

export interface ApiRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Fields;
  readonly form: Fields;
  /** The path as asked, without the query: what resource URIs build on. */
  readonly uri: string;
  /** `http://127.0.0.1:PORT`: what absolute URLs in answers build on. */
  readonly origin: string;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** One operation of Twilio's API, with the path as the official specification writes it. */
export interface Route {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  /** Form keys (post) or query keys (get) the real API knows; others are noted as surprises. */
  readonly accepts?: readonly string[];
  handle(world: World, request: ApiRequest): ApiAnswer;
}

export const PAGE_KEYS = ['PageSize', 'Page', 'PageToken'] as const;

export const ok = (body: unknown): ApiAnswer => ({ status: 200, body });
export const created = (body: unknown): ApiAnswer => ({ status: 201, body });
export const DELETED: ApiAnswer = { status: 204 };

/** The account's part of every 2010 path. */
export const ACCOUNT = '/2010-04-01/Accounts/{AccountSid}';
