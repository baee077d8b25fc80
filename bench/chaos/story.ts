import type { JournalEntry } from '../../emulators/shared/journal.ts';
import { oneLine } from './compare-slack.ts';
import type { Evidence, Finding } from './findings.ts';
import { callbackOf } from './truth.ts';

interface Moment {
  readonly at: number;
  readonly what: string;
}

/** The whole story behind a finding, moment by moment: what was asked, called, told, posted, logged and killed. */
export function storyOf(evidence: Evidence, finding: Finding): string {
  const { rows, performed, log } = evidence;
  const id = finding.conferenceId;
  const conference = rows.conferences.find((row) => row.id === id);
  const asked = performed.asked.find(({ name }) => name === finding.name);
  const moments: Moment[] = [
    ...(asked === undefined ? [] : [{ at: asked.at, what: `${asked.command.host.firstName} asks for ${asked.command.invited.map(({ firstName }) => firstName).join(', ')} (${asked.error ?? 'acknowledged'}: ${oneLine(asked.answer)}; delivery ${asked.command.delivery ?? 'plain'})` }]),
    ...performed.pressed.filter(({ name }) => name === finding.name).map(({ at, button, refused }) => ({ at, what: `the host presses ${button}: ${refused ?? 'no failure is shown'}` })),
    ...performed.done.map(({ at, what }) => ({ at, what: `   *** ${what}` })),
    ...twilioMoments(evidence, id),
    ...slackMoments(evidence, conference?.card_ts ?? '', finding.name),
    ...log.filter(({ facts }) => facts['conferenceId'] === id).map(({ at, instance, level, message, facts }) => ({
      at, what: `instance ${instance} ${level}: ${message} ${JSON.stringify({ job: facts['job'], callId: facts['callId'], why: messageOf(facts['error']) })}`,
    })),
  ];
  const times = moments.filter(({ what }) => !what.startsWith('   ***')).map(({ at }) => at);
  const [from, to] = [Math.min(...times) - 1_000, Math.max(...times) + 1_000];
  const told = moments.filter(({ at }) => at >= from && at <= to).sort((a, b) => a.at - b.at);
  return [
    `### ${finding.kind}: ${finding.name} (${id})${finding.who === null ? '' : `, ${finding.who}`}: ${finding.what}`,
    ...told.map(({ at, what }) => `${new Date(at).toISOString().slice(11, 23)}  ${what}`),
    '-- database', JSON.stringify(conference),
    ...rows.participants.filter(({ conference_id }) => conference_id === id).map(({ short_name, state, not_called_code, id: participant }) =>
      `${short_name}: ${state} ${not_called_code ?? ''} ${JSON.stringify(rows.calls.filter(({ participant_id }) => participant_id === participant))}`),
    ...rows.lines.filter(({ conference_id }) => conference_id === id).map(({ key, posted_ts }) => `line ${key} posted ${posted_ts}`), '',
  ].join('\n');
}

function twilioMoments({ journal, rings, rows }: Evidence, id: string): Moment[] {
  const sids = new Set(rings.filter(({ conferenceId }) => conferenceId === id).map(({ sid }) => sid));
  const names = new Map(rings.filter(({ conferenceId }) => conferenceId === id).map(({ sid, callId }) => {
    const participant = rows.calls.find((call) => call.id === callId)?.participant_id;
    return [sid, rows.participants.find((row) => row.id === participant)?.short_name ?? sid];
  }));
  const about = (entry: JournalEntry): boolean => {
    if (entry.direction === 'world') return false;
    const text = entry.what + JSON.stringify(entry.request ?? '');
    return text.includes(id) || [...sids].some((sid) => text.includes(sid));
  };
  return journal.twilio.filter(about).map((entry) => {
    const params = callbackOf(entry);
    const end = `${entry.status ?? 'no answer'}${entry.fault === undefined ? '' : ` (${entry.fault})`}`;
    if (params === undefined) return { at: entry.at, what: `app -> Twilio ${entry.what.replace(/.*\/Accounts\/[^/]+/u, '')} ${end}` };
    const { StatusCallbackEvent, CallStatus = '', CallSid = '', SequenceNumber = '-' } = params;
    return { at: entry.at, what: `Twilio -> app ${StatusCallbackEvent ?? CallStatus} ${names.get(CallSid) ?? ''} #${SequenceNumber}: ${end}` };
  });
}

function slackMoments({ journal }: Evidence, ts: string, name: string): Moment[] {
  return journal.slack.filter(({ what }) => what.includes('/api/chat.')).flatMap((entry): Moment[] => {
    const { ts: rewritten, thread_ts: thread, text } = entry.request as { readonly ts?: unknown; readonly thread_ts?: unknown; readonly text?: unknown };
    const isOurs = (ts !== '' && (rewritten === ts || thread === ts)) || (typeof text === 'string' && text.startsWith(`${name},`));
    return isOurs ? [{ at: entry.at, what: `app -> Slack ${entry.what.replace(/.*\/api\//u, '')} ${entry.status ?? 'no answer'}${entry.fault === undefined ? '' : ` (${entry.fault})`}: ${typeof text === 'string' ? oneLine(text) : ''}` }] : [];
  });
}

function messageOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
}
