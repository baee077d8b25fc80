const UNITS = [[86_400_000, 'day'], [3_600_000, 'hour'], [60_000, 'minute'], [1_000, 'second']] as const;

/** "3 hours": the largest unit it fills, rounded down. @param ms milliseconds. */
export function duration(ms: number): string {
  const [size, unit] = UNITS.find(([size]) => ms >= size) ?? [1_000, 'second'];
  const count = Math.floor(Math.max(0, ms) / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
