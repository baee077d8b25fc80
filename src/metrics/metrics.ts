import { collectDefaultMetrics, Registry } from 'prom-client';
import type { Clock } from '../conference/clock.ts';
import { inTime } from '../conference/in-time.ts';
import type { Log, Watch } from '../conference/ports.ts';
import { createInstruments } from './instruments.ts';
import type { Standing } from './standing.ts';
import { showStanding } from './standing.ts';
import { createWatch } from './watch.ts';

/** Prometheus gives up after 10 s; what is counted in this process is worth having without the database. */
const LONGEST_READ_MS = 5_000;

/** What is measured, and how it is read. */
export interface Metrics {
  readonly watch: Watch;
  readonly contentType: string;
  /** Everything in the text format of Prometheus, the gauges as of now. @param read how things stand; its failure leaves the gauges out. */
  readonly text: (read: () => Promise<Standing>) => Promise<string>;
}

/** @param jobKinds the kinds of jobs there are, so that those nobody has are shown as 0. @param withProcess adds memory, CPU and the event loop of this process. */
export function createMetrics(jobKinds: readonly string[], clock: Clock, log: Log, withProcess: boolean): Metrics {
  const registry = new Registry();
  const instruments = createInstruments(registry, jobKinds);
  if (withProcess) collectDefaultMetrics({ register: registry });
  return {
    watch: createWatch(instruments),
    contentType: registry.contentType,
    text: async (read) => {
      const standing = await inTime(clock, read(), LONGEST_READ_MS, null).catch((error: unknown) => {
        log.info({ error }, 'The database did not say how things stand; the metrics do without');
        return null;
      });
      showStanding(instruments, standing, clock.now());
      return registry.metrics();
    },
  };
}
