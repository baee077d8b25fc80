/** What /metrics says, by the whole name of a series: `conference_calls_total{outcome="busy"}`. */
export class ReadMetrics {
  readonly #values = new Map<string, number>();
  readonly #types = new Map<string, string>();

  /** @param text in the text format of Prometheus. */
  constructor(text: string) {
    for (const line of text.split('\n')) {
      const [, name = '', type] = /^# TYPE (\S+) (\S+)$/u.exec(line) ?? [];
      if (type !== undefined) this.#types.set(name, type);
      else if (line !== '' && !line.startsWith('#')) this.#values.set(line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1)));
    }
  }

  /** @throws when there is no such series. */
  of(series: string): number {
    const value = this.#values.get(series);
    if (value === undefined) throw new Error(`/metrics has no ${series}. It has:\n${[...this.#values.keys()].filter((name) => name.startsWith('conference_')).join('\n')}`);
    return value;
  }

  /** Those that are not 0, of one metric. */
  shown(metric: string): Record<string, number> {
    return Object.fromEntries([...this.#values].filter(([series, value]) => series.replace(/\{.*/u, '') === metric && value !== 0).map(([series, value]) => [series.slice(metric.length), value]));
  }

  has(series: string): boolean {
    return this.#values.has(series);
  }

  /** Names with their types, ours alone. */
  get ours(): ReadonlyMap<string, string> {
    return new Map([...this.#types].filter(([name]) => name.startsWith('conference_')));
  }
}

/** Asks for /metrics. @throws unless it is answered with 200. */
export async function readMetrics(url: string, token?: string): Promise<ReadMetrics> {
  const response = await fetch(`${url}/metrics`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
  if (response.status !== 200) throw new Error(`/metrics answered ${response.status}`);
  return new ReadMetrics(await response.text());
}
