import type { Cluster } from './cluster.ts';

/** One figure of the benchmark. */
export interface Figure {
  /** Its name in the line of JSON. */
  readonly name: string;
  readonly value: number;
  readonly unit: '' | 's' | 'ms' | '/s' | 'MB' | 'µs' | 'KB' | '%';
  /** What it is, for whoever reads the table. */
  readonly says: string;
  /** What is to be reached. */
  readonly aim?: { readonly atMost: number } | { readonly atLeast: number };
}

/** What a part of the benchmark works with. */
export interface Bench {
  readonly cluster: Cluster;
  /** Fewer of everything, for a look; such figures are not for RESULTS.md. */
  readonly quick: boolean;
  readonly note: (text: string) => void;
  /** A figure another part found earlier in this run, by name. */
  readonly found: (name: string) => number | undefined;
}

/** A part of the benchmark that can be run alone. */
export interface Part {
  readonly name: string;
  /** How it was measured: goes above its table. */
  readonly how: (bench: Bench) => string;
  readonly run: (bench: Bench) => Promise<readonly Figure[]>;
  /** What it has to show besides its figures, in Markdown. */
  readonly appendix?: () => string;
}

/** Whether a figure is where it should be; undefined when nobody says where. */
export function isReached({ value, aim }: Figure): boolean | undefined {
  if (aim === undefined) return undefined;
  return 'atMost' in aim ? value <= aim.atMost : value >= aim.atLeast;
}

/** The middle one of some figures: one disturbed run does not move it. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
