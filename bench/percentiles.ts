/** The p-th percentile (0-100) of some figures, by the nearest rank; NaN of none. */
export function percentile(figures: readonly number[], p: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

/** "p50 12, p99 31 ms". */
export function spread(figures: readonly number[]): string {
  return `p50 ${percentile(figures, 50).toFixed(0)}, p99 ${percentile(figures, 99).toFixed(0)} ms`;
}
