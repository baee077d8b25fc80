import { readCard } from './expected.ts';
import type { Evidence, Finding } from './findings.ts';
import { findingOf } from './findings.ts';
import type { ConferenceRow } from './rows.ts';
import { RIGHT_WITHIN_MS } from './settings.ts';
import type { Posted } from './slack-side.ts';
import { isAnnouncement, lastRewrite, nameOn } from './slack-side.ts';

/** Holds every card against the states in the database, and looks when it came to say so. */
export function compareCards(evidence: Evidence): { readonly findings: readonly Finding[]; readonly orphans: number; readonly rightAfterMs: readonly number[] } {
  const findings: Finding[] = [];
  const rightAfterMs: number[] = [];
  let orphans = 0;
  for (const conference of evidence.rows.conferences) {
    const found = findingOf(conference);
    const { known, others } = cardsOf(evidence, conference);
    // The host was told instead: a conference that could ring nobody has no card.
    if (conference.end_reason === 'nobody-to-ring') continue;
    for (const other of others) {
      if (isAnnouncement(other)) orphans += 1;
      else findings.push(found('staleCards', null, `a second card at ${other.ts} claims: ${oneLine(other.text)}`));
    }
    if (known === undefined) {
      findings.push(found('staleCards', null, `there is no card (place ${conference.card_ts}, lost ${conference.card_lost})`));
      continue;
    }
    const after = Math.max(0, lastRewrite(evidence.journal.slack, known.ts) - lastChange(evidence, conference));
    rightAfterMs.push(after);
    const lies = liesOn(evidence, conference, known);
    if (lies.length > 0) findings.push(found('staleCards', null, `${lies.join('; ')}. It says: ${oneLine(known.text)}`));
    else if (after > RIGHT_WITHIN_MS) findings.push(found('staleCards', null, `it was right only ${Math.round(after / 1_000)} s after the last change`));
  }
  return { findings, orphans, rightAfterMs };
}

/** The card the app knows, and others that carry the conference's name. */
export function cardsOf({ cards }: Evidence, conference: ConferenceRow): { readonly known: Posted | undefined; readonly others: readonly Posted[] } {
  const named = cards.filter((card) => nameOn(card) === conference.name);
  return { known: named.find(({ ts }) => ts === conference.card_ts), others: named.filter(({ ts }) => ts !== conference.card_ts) };
}

/** The last thing that happened to anybody in it, or the end of the faults. */
function lastChange({ rings, performed }: Evidence, { id, ended_at }: ConferenceRow): number {
  const theirs = rings.filter(({ conferenceId }) => conferenceId === id);
  return Math.max(performed.faultsStoppedAt, ended_at?.getTime() ?? 0, ...theirs.map(({ lastAt }) => lastAt));
}

function liesOn({ rows }: Evidence, conference: ConferenceRow, card: Posted): string[] {
  const claim = readCard(card.text);
  const people = rows.participants.filter(({ conference_id }) => conference_id === conference.id);
  return [
    ...(claim.ended ? [] : ['it does not say that the conference has ended']),
    ...people.flatMap(({ name, state }) => (claim.people.get(name) === state ? [] : [`${name} is ${state}, and ${claim.people.get(name) ?? 'missing'} on it`])),
    ...[...claim.people.keys()].filter((name) => people.every((person) => person.name !== name)).map((name) => `${name} is on it, and in no conference`),
  ];
}

export function oneLine(text: string): string {
  return text.split('\n').join(' | ');
}
