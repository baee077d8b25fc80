import type { Bench, Part } from '../bench.ts';
import { median } from '../bench.ts';
import { freshDatabase } from '../databases.ts';
import type { LoadCost } from './load-run.ts';
import { runLoad } from './load-run.ts';
import { startTarget } from './part.ts';
import { insertConferences } from './stories.ts';

const WARM = 100;

/** One and two instances on one Postgres: what the second one's company costs. */
export const instancesPart: Part = {
  name: 'instances',
  how: ({ quick }) => `As (d) of \`callbacks\`, by one process and by two on one database, ${quick ? 200 : 600} conferences, the middle of ${quick ? 1 : 3}. On two cores that Postgres and the load share, a second process can win little time; `
    + 'what it costs shows in events per second of CPU time, app and Postgres together.',
  run: async (bench) => {
    const one: LoadCost[] = [];
    const two: LoadCost[] = [];
    for (let round = 0; round < (bench.quick ? 1 : 3); round += 1) {
      one.push(await measure(bench, 1));
      two.push(await measure(bench, 2));
    }
    const perCpu = (costs: readonly LoadCost[]): number => median(costs.map(({ appMicros, databaseMicros }) => 1e6 / (appMicros + databaseMicros)));
    const [alone, together] = [perCpu(one), perCpu(two)];
    return [
      { name: 'eventsPerCpuSecond1', value: alone, unit: '/s', says: 'one instance: events per CPU-second' },
      { name: 'eventsPerCpuSecond2', value: together, unit: '/s', says: 'two instances: events per CPU-second' },
      { name: 'ratioTwoInstances', value: together / alone, unit: '', says: 'two / one' },
      { name: 'appliedPerSecond2', value: median(two.map(({ appliedPerSecond }) => appliedPerSecond)), unit: '/s', says: 'two instances: applied per second' },
      { name: 'appMicrosPerEvent', value: median(one.map(({ appMicros }) => appMicros)), unit: 'µs', says: 'one instance: CPU of the app per event' },
      { name: 'databaseMicrosPerEvent', value: median(one.map(({ databaseMicros }) => databaseMicros)), unit: 'µs', says: 'one instance: CPU of Postgres per event' },
    ];
  },
};

async function measure({ cluster, quick }: Bench, instances: number): Promise<LoadCost> {
  const conferences = quick ? 200 : 600;
  const database = await freshDatabase(cluster.url);
  const targets = [await startTarget(database)];
  while (targets.length < instances) targets.push(await startTarget(database));
  try {
    await insertConferences(database, 0, conferences + WARM);
    await database.query('VACUUM ANALYZE');
    await runLoad(cluster, targets, { first: conferences, conferences: WARM, untilApplied: database });
    return await runLoad(cluster, targets, { first: 0, conferences, untilApplied: database });
  } finally {
    await Promise.all(targets.map(({ app }) => app.stop()));
    await database.drop();
  }
}
