import { expect } from 'vitest';
import { nativeCallIs } from './native-call-story.ts';
import type { World } from './world.ts';

/** What a browser was shown. */
export interface ShownPage {
  readonly status: number;
  readonly html: string;
  /** What stands there to be read, without markup. */
  readonly text: string;
  readonly headers: Headers;
}

/** Somebody with a browser and nothing but a link. */
export class Visitor {
  readonly #world: World;
  readonly url: string;
  readonly #address: string;
  #page: ShownPage | undefined;

  constructor(world: World, url: string, address = '198.51.100.7') {
    this.#world = world;
    this.url = url;
    this.#address = address;
  }

  async opens(): Promise<ShownPage> {
    return (this.#page = await this.#fetch({}));
  }

  /** Fills the form that is before them in and sends it; `again` sends what was sent before. */
  async rings(number: string, { name = '', site = 'same-origin', press = this.press }: { readonly name?: string; readonly site?: string; readonly press?: string } = {}): Promise<ShownPage> {
    this.#page = await this.#fetch({ method: 'POST', headers: { 'sec-fetch-site': site }, body: new URLSearchParams({ number, name, press }) });
    await this.#world.settle();
    return this.#page;
  }

  /** The press of the form before them. */
  get press(): string {
    return /name="press" value="([^"]+)"/u.exec(this.#page?.html ?? '')?.[1] ?? '';
  }

  async #fetch(init: RequestInit): Promise<ShownPage> {
    const response = await fetch(this.url, { ...init, headers: { ...(init.headers as Record<string, string> | undefined), 'x-forwarded-for': this.#address } });
    const html = await response.text();
    // On every page, whatever came of it: nothing of a number, and no script.
    expect(html).not.toMatch(/\+\d{5,}|<script|\son\w+=/u);
    const text = html.replace(/<style>[\s\S]*?<\/style>/u, '').replace(/<[^>]+>/gu, ' ').replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll(/\s+/gu, ' ').trim();
    return { status: response.status, html, text, headers: response.headers };
  }
}

/** The link on Slack's own call of the only conference. */
export async function linkOf(world: World): Promise<string> {
  return (await nativeCallIs(world, () => true, 'is there')).joinUrl;
}
