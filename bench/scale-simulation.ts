import type { Costs, ResourceName } from './scale/model.ts';
import { LIMITS, RESOURCES, USE } from './scale/model.ts';

/** How one resource fared. */
export interface Fared {
  readonly resource: ResourceName;
  /** Units in use on average and in the busiest second; one unit is one process, core or account. */
  readonly mean: number;
  readonly peak: number;
  /** The longest anybody waited with one unit, seconds. */
  readonly waitWithOne: number;
  /** Units with which nobody waits longer than `TOLERATED_SECONDS`. */
  readonly needed: number;
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
  const demand: Record<ResourceName, Float64Array> = {
    app: new Float64Array(SPAN), database: new Float64Array(SPAN), dialling: new Float64Array(SPAN), asking: new Float64Array(SPAN), slack: new Float64Array(SPAN),
  };
  const ask = (resource: ResourceName, second: number, much: number): void => {
    const of = demand[resource];
    if (second < SPAN) of[second] = (of[second] ?? 0) + much;
  };
  const workspaces = Math.max(1, Math.round(atOnce / USE.perWorkspace));
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
    // One workspace stands for all: it has its share of everything, and limits of its own.
    if (number % workspaces === 0) {
      for (let update = 0; update < USE.cardUpdates; update += 1) ask('slack', update < USE.cardUpdates / 2 ? begins + 2 * update + 1 : ends + update - USE.cardUpdates / 2, 1);
    }
  }
  return (Object.keys(RESOURCES) as ResourceName[]).map((resource) => fare(resource, demand[resource]));
}

function startOf(next: () => number): number {
  if (next() < 0.5) return Math.floor(next() * SPAN);
  return Math.floor(next() * 2) * HOUR + Math.floor(next() * USE.rushSeconds);
}

function fare(resource: ResourceName, demand: Float64Array): Fared {
  const { perSecond } = RESOURCES[resource];
  const measured = demand.subarray(HOUR);
  const mean = measured.reduce((sum, much) => sum + much, 0) / measured.length / perSecond;
  const peak = measured.reduce((most, much) => Math.max(most, much), 0) / perSecond;
  let needed = Math.max(1, Math.ceil(mean));
  while (longestWait(demand, perSecond * needed) > TOLERATED_SECONDS) needed += Math.max(1, Math.floor(needed / 50));
  return { resource, mean, peak, waitWithOne: longestWait(demand, perSecond), needed };
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
  return { perDay, gbPerMonth: (perDay * 22 * costs.kbPerConference) / 2 ** 20, workspaces: Math.max(1, Math.round(atOnce / USE.perWorkspace)) };
}

/** How long ringing `people` takes at one account's pace, with nobody before: seconds. */
export function ringing(people: number): number {
  return people / LIMITS.callsPerSecond;
}
