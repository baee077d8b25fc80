import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Bench, Figure, Part } from '../bench.ts';
import { percentile } from '../percentiles.ts';
import type { Fared } from '../scale-simulation.ts';
import { amounts, simulate } from '../scale-simulation.ts';
import type { Costs } from './model.ts';
import { RESOURCES, USE } from './model.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/scale.md', import.meta.url));
const MEASURED = fileURLToPath(new URL('./measured.json', import.meta.url));
const [BEGIN, END] = ['<!-- table: npm run bench -- --only scale -->', '<!-- end of table -->'];
const SIZES = [1_000, 10_000, 100_000] as const;
/** Which of the workspaces are told of, where each has limits of its own. */
const SHARES = [
  { called: 'Median', share: 50, says: 'half of the workspaces at most' }, { called: 'P95', share: 95, says: '95 of 100 workspaces at most' }, { called: 'Longest', share: 100, says: 'any workspace' },
] as const;

/** From the name of a cost to the figure of the benchmark it is. */
const FIGURES: Readonly<Record<keyof Costs, string>> = {
  startApp: 'startAppMicros', talkAppPerMinute: 'talkAppMicrosPerMinute', callbackApp: 'appMicrosPerEvent',
  startDatabase: 'startDatabaseMicros', talkDatabasePerMinute: 'talkDatabaseMicrosPerMinute', callbackDatabase: 'databaseMicrosPerEvent',
  twilioAsksPerMinute: 'twilioAsksPerMinute', kbPerConference: 'kbPerConference',
};

let table = '';

/** 1,000, 10,000 and 100,000 conferences at once, simulated with what was measured; writes the table of docs/scale.md. */
export const scalePart: Part = {
  name: 'scale',
  how: () => 'A simulation (`bench/scale-simulation.ts`), fed with the figures above and those a part that did not run had the last time (`bench/scale/measured.json`); it also writes the table of docs/scale.md.',
  appendix: () => `\n${table}\n`,
  run: async (bench) => {
    const costs = await costsFrom(bench);
    table = await printed(costs);
    const document = await readFile(DOCUMENT, 'utf8');
    if (!bench.quick) await writeFile(DOCUMENT, replaced(document, table));
    return SIZES.flatMap((size) => simulate(size, costs).flatMap((fared) => figuresOf(size, fared)));
  },
};

function figuresOf(size: number, { resource, needed, waitsByWorkspace }: Fared): Figure[] {
  const { name, unit } = RESOURCES[resource];
  const about = `${size.toLocaleString('en')} at once: ${name}`;
  const of = `${size / 1_000}k`;
  return [
    ...(needed === undefined ? [] : [{ name: `${resource}Needed${of}`, value: needed, unit: '' as const, says: `${about}, of one ${unit}` }]),
    ...(waitsByWorkspace === undefined ? [] : SHARES.map(({ called, share, says }) => ({
      name: `${resource}Wait${of}${called}`, value: percentile(waitsByWorkspace, share), unit: 's' as const, says: `${about}, longest wait in ${says}`,
    }))),
  ];
}

/** What was found in this run, and what an earlier one left where this one did not look. */
async function costsFrom({ found, quick }: Bench): Promise<Costs> {
  const before = JSON.parse(await readFile(MEASURED, 'utf8')) as Costs;
  const names = Object.keys(FIGURES) as (keyof Costs)[];
  const costs: Costs = { ...before, ...Object.fromEntries(names.flatMap((name) => {
    const figure = found(FIGURES[name]);
    return figure === undefined ? [] : [[name, Number(figure.toPrecision(3))]];
  })) };
  if (!quick) await writeFile(MEASURED, `${JSON.stringify(costs, null, 2)}\n`);
  return costs;
}

async function printed(costs: Costs): Promise<string> {
  const rows = SIZES.flatMap((size) => {
    const { perDay, gbPerMonth, workspaces } = amounts(size, costs);
    const fared = simulate(size, costs);
    const first = [...fared].sort((a, b) => b.waitWithOne - a.waitWithOne)[0]?.resource;
    return [
      `| **${size.toLocaleString('en')}** | ${perDay.toLocaleString('en')} a day, ${workspaces.toLocaleString('en')} workspaces, ${gbPerMonth.toFixed(1)} GB a month | | | | |`,
      ...fared.map(({ resource, mean, peak, waitWithOne, needed, waitsByWorkspace }) => {
        const { name, unit } = RESOURCES[resource];
        return `| | ${name}${resource === first && waitWithOne > 2 ? ', **gives first**' : ''} | ${amount(mean)} | ${amount(peak)} | ${wait(waitWithOne, waitsByWorkspace)} | ${needed === undefined ? 'not to be had' : `${needed.toLocaleString('en')} × ${unit}`} |`;
      }),
    ];
  });
  return [
    `A conference: ${USE.people} people, ${USE.lastsSeconds / 60} minutes, half of them beginning within ${USE.rushSeconds / 60} minutes of the hour. App ${costs.startApp / 1_000} ms to start, ${costs.talkAppPerMinute / 1_000} ms a minute, `
    + `${costs.callbackApp / 1_000} ms a callback; Postgres ${costs.startDatabase / 1_000}, ${costs.talkDatabasePerMinute / 1_000} and ${costs.callbackDatabase / 1_000} ms; ${costs.twilioAsksPerMinute} requests to Twilio a minute; ${costs.kbPerConference} KB on disk.`,
    '',
    '| at once | | used on average | in the busiest second | longest wait with one | needed, for no wait over 2 s |',
    '|---|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function amount(units: number): string {
  return units >= 100 ? Math.round(units).toLocaleString('en') : String(Number(units.toPrecision(2)));
}

/** Of workspaces with limits of their own, the longest of all says what can happen, and the median what most see. */
function wait(longest: number, byWorkspace: readonly number[] | undefined): string {
  return byWorkspace === undefined ? seconds(longest) : `${seconds(longest)} (in half of the workspaces ${seconds(percentile(byWorkspace, 50))} at most, in 95 of 100 ${seconds(percentile(byWorkspace, 95))})`;
}

function seconds(waited: number): string {
  if (waited < 0.05) return 'none';
  return waited < 120 ? `${waited.toFixed(waited < 10 ? 1 : 0)} s` : `${Math.round(waited / 60).toLocaleString('en')} min`;
}

function replaced(document: string, with_: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from === -1 || to === -1) throw new Error(`docs/scale.md has no place for the table: ${BEGIN} … ${END}`);
  return `${document.slice(0, from + BEGIN.length)}\n${with_}\n${document.slice(to)}`;
}
