import { percentile } from './percentiles.ts';
import type { Costs, ResourceName } from './scale/model.ts';
import { LIMITS, RESOURCES, USE } from './scale/model.ts';

/** How one resource fared. */
export interface Fared {
  readonly resource: ResourceName;
  /** Units in use on average and in the busiest second; one unit is one process, core or account. */
  readonly mean: number;
  readonly peak: number;
  /** The longest anybody waited with one unit, seconds; with one each, where every workspace has its own. */
  readonly waitWithOne: number;
  /** Units with which nobody waits longer than `TOLERATED_SECONDS`; undefined for what nobody can have more of. */
  readonly needed: number | undefined;
  /** The longest wait in each workspace, seconds; undefined for what all of them share. */
  readonly waitsByWorkspace: readonly number[] | undefined;
}

/** What all workspaces share; of the rest each has its own. */
type SharedName = Exclude<ResourceName, 'slack'>;

/** When a conference began and when its people had left, seconds. */
interface Span {
  readonly begins: number;
  readonly ends: number;
}

/** What people do not mind: a card is to be right within so long. */
const TOLERATED_SECONDS = 2;
/** Simulated: one hour after one to fill up. */
const HOUR = 3_600;
const SPAN = 2 * HOUR;

/** Numbers without rhyme that are the same every time (mulberry32): a table in a document is to come out again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Two hours of conferences, second by second: each begins, rings, talks and ends, and asks of every resource what it takes at that moment. What
 * a second cannot give waits for the next.
 * @param atOnce how many are going on at the same time, on average.
 */
export function simulate(atOnce: number, costs: Costs): readonly Fared[] {
  const next = random(atOnce);
  const demand: Record<SharedName, Float64Array> = { app: new Float64Array(SPAN), database: new Float64Array(SPAN), dialling: new Float64Array(SPAN), asking: new Float64Array(SPAN) };
  const ask = (resource: SharedName, second: number, much: number): void => add(demand[resource], second, much);
  const spans: Span[] = [];
  const starts = (atOnce * SPAN) / USE.lastsSeconds;
  for (let number = 0; number < starts; number += 1) {
    const begins = startOf(next);
    const lasts = Math.round(USE.lastsSeconds * (0.5 + next()));
    ask('app', begins, costs.startApp);
    ask('database', begins, costs.startDatabase);
    ask('dialling', begins, USE.people);
    ask('asking', begins, USE.people);
    for (let second = begins + 60; second < Math.min(SPAN, begins + lasts); second += 60) {
      ask('app', second, costs.talkAppPerMinute);
      ask('database', second, costs.talkDatabasePerMinute);
      ask('asking', second, costs.twilioAsksPerMinute);
    }
    const ends = begins + USE.answersWithin + lasts;
    ask('app', ends, costs.callbackApp * USE.callbacksAtEnd);
    ask('database', ends, costs.callbackDatabase * USE.callbacksAtEnd);
    spans.push({ begins, ends });
  }
  return (Object.keys(RESOURCES) as ResourceName[]).map((resource) => (resource === 'slack' ? fareInSlack(spans, workspacesOf(atOnce)) : fare(resource, demand[resource])));
}

function workspacesOf(atOnce: number): number {
  return Math.max(1, Math.round(atOnce / USE.perWorkspace));
}

function add(demand: Float64Array, second: number, much: number): void {
  if (second < SPAN) demand[second] = (demand[second] ?? 0) + much;
}

function startOf(next: () => number): number {
  if (next() < 0.5) return Math.floor(next() * SPAN);
  return Math.floor(next() * 2) * HOUR + Math.floor(next() * USE.rushSeconds);
}

function fare(resource: SharedName, demand: Float64Array): Fared {
  const { perSecond } = RESOURCES[resource];
  const { mean, peak } = use(demand, perSecond);
  let needed = Math.max(1, Math.ceil(mean));
  while (longestWait(demand, perSecond * needed) > TOLERATED_SECONDS) needed += Math.max(1, Math.floor(needed / 50));
  return { resource, mean, peak, waitWithOne: longestWait(demand, perSecond), needed, waitsByWorkspace: undefined };
}

/**
 * Every workspace has its share of the conferences, and limits of its own of which it cannot have more. All are simulated, one after the other: how
 * many of so few begin together is chance, and the longest wait of one workspace says little of the others'.
 */
function fareInSlack(spans: readonly Span[], workspaces: number): Fared {
  const { perSecond } = RESOURCES.slack;
  const demand = new Float64Array(SPAN);
  const waits: number[] = [];
  let [mean, peak] = [0, 0];
  for (let workspace = 0; workspace < workspaces; workspace += 1) {
    demand.fill(0);
    for (let number = workspace; number < spans.length; number += workspaces) updateCard(demand, spans[number]);
    const used = use(demand, perSecond);
    mean += used.mean / workspaces;
    peak = Math.max(peak, used.peak);
    waits.push(longestWait(demand, perSecond));
  }
  return { resource: 'slack', mean, peak, waitWithOne: percentile(waits, 100), needed: undefined, waitsByWorkspace: waits };
}

/** Half of its rewrites while people come in, every other second; the others when it ends. */
function updateCard(demand: Float64Array, span: Span | undefined): void {
  if (span === undefined) return;
  for (let update = 0; update < USE.cardUpdates; update += 1) add(demand, update < USE.cardUpdates / 2 ? span.begins + 2 * update + 1 : span.ends + update - USE.cardUpdates / 2, 1);
}

/** On average and in the busiest second of the hour that counts, in units. */
function use(demand: Float64Array, perSecond: number): { readonly mean: number; readonly peak: number } {
  const measured = demand.subarray(HOUR);
  return {
    mean: measured.reduce((sum, much) => sum + much, 0) / measured.length / perSecond,
    peak: measured.reduce((most, much) => Math.max(most, much), 0) / perSecond,
  };
}

/** In order of arrival: who comes last waits until all before are served. */
function longestWait(demand: Float64Array, perSecond: number): number {
  let backlog = 0;
  let longest = 0;
  for (const much of demand) {
    backlog = Math.max(0, backlog + much - perSecond);
    longest = Math.max(longest, backlog / perSecond);
  }
  return longest;
}

/** Rows and disk, and what providers are asked for, without a simulation. */
export function amounts(atOnce: number, costs: Costs): { readonly perDay: number; readonly gbPerMonth: number; readonly workspaces: number } {
  // A working day is ten hours of this.
  const perDay = (atOnce * 10 * HOUR) / USE.lastsSeconds;
  return { perDay, gbPerMonth: (perDay * 22 * costs.kbPerConference) / 2 ** 20, workspaces: workspacesOf(atOnce) };
}

/** How long ringing `people` takes at one account's pace, with nobody before: seconds. */
export function ringing(people: number): number {
  return people / LIMITS.callsPerSecond;
}
