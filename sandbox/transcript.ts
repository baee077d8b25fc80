import type { Happening, PhoneDoes, PhoneHappening } from './happenings.ts';
import type { Colour, Paint } from './paint.ts';

export interface TranscriptOptions {
  readonly write: (text: string) => void;
  readonly paint: Paint;
  /** What stands before each line; the same width every time. */
  readonly stamp: () => string;
}

/** What happens, as lines to read: the time, where it happens, what it is. */
export interface Transcript {
  readonly tell: (happening: Happening) => void;
  /** Something nobody sees on a screen: what a person says or types. */
  readonly act: (who: string, does: string) => void;
  readonly chapter: (title: string) => void;
  readonly line: (text: string) => void;
}

interface Told {
  readonly lane: string;
  readonly colour: Colour;
  readonly text: string;
}

const LANE_WIDTH = 15;

/** Renders happenings, one under the other. */
export function createTranscript({ write, paint, stamp }: TranscriptOptions): Transcript {
  const put = ({ lane, colour, text }: Told): void => {
    const time = stamp();
    const [first = '', ...rest] = text.split('\n');
    write(`${paint('dim', time)}  ${paint(colour, lane.padEnd(LANE_WIDTH))} ${first}\n`);
    for (const more of rest) write(`${' '.repeat(time.length + 2 + LANE_WIDTH + 1)}${more}\n`);
  };
  return {
    tell: (happening) => {
      const told = lineFor(happening, paint);
      if (told !== undefined) put(told);
    },
    act: (who, does) => put({ lane: who, colour: 'bold', text: does }),
    chapter: (title) => write(`\n${paint('bold', title)}\n`),
    line: (text) => write(`${text}\n`),
  };
}

function lineFor(happening: Happening, paint: Paint): Told | undefined {
  switch (happening.kind) {
    case 'typed': return { lane: happening.who, colour: 'bold', text: `types in #${happening.channel}: ${happening.text}` };
    case 'read-alone': return { lane: `only ${happening.who}`, colour: 'magenta', text: happening.error === undefined ? happening.text : `${happening.text} ${paint('red', `(${happening.error})`)}` };
    case 'posted': {
      const { place, author, text, isCard } = happening;
      if (isCard) return { lane: laneOf(place, true), colour: 'cyan', text: framed(text, paint) };
      return { lane: laneOf(place, false), colour: place.in === 'thread' ? 'green' : 'cyan', text: place.in === 'thread' ? text : `${author}: ${text}` };
    }
    case 'edited': return { lane: laneOf(happening.place, happening.isCard), colour: 'blue', text: news(happening.text, happening.before) };
    case 'deleted': return { lane: laneOf(happening.place, false), colour: 'cyan', text: `a message is deleted: ${happening.before}` };
    case 'phone': return phoneLine(happening, paint);
    case 'logged': return logLine(happening.level, happening.message, paint);
  }
}

function laneOf(place: { readonly in: 'channel' | 'thread'; readonly channel: string }, isCard: boolean): string {
  if (isCard) return 'card';
  if (place.in === 'thread') return 'thread';
  return place.channel.includes(' ') ? place.channel : `#${place.channel}`;
}

/** The card as it first appears, with a bar beside it. */
function framed(text: string, paint: Paint): string {
  return text.split('\n').map((line, index) => `${paint('cyan', '▏')}${index === 0 ? paint('bold', line) : line}`).join('\n');
}

/** What an edited message says now and did not before: nobody reads a card twice. */
function news(text: string, before: string): string {
  const old = new Set(before.split('\n'));
  const lines = text.split('\n').filter((line) => !old.has(line));
  return lines.length === 0 ? 'shows less than before' : lines.join('\n');
}

const PHONE_WORDS: Readonly<Record<Exclude<PhoneDoes, 'leaves'>, string>> = {
  rings: 'rings', answers: 'answered', hears: 'hears', 'hears-person': 'hears', 'hears-sound': 'hears', enters: 'is in the room', 'is-over': 'hung up',
  'is-busy': 'line busy', 'gives-up': 'rang until the network gave up', 'is-unreachable': 'cannot be reached', 'is-cancelled': 'stops ringing: the call was cancelled',
};
const SOUNDS: Readonly<Record<string, string>> = { music: 'music while waiting', beep: 'a beep', play: 'music', digits: 'tones' };

function phoneLine({ who, does, text }: PhoneHappening, paint: Paint): Told | undefined {
  // Whoever leaves hangs up at the same moment, and that is told.
  if (does === 'leaves') return undefined;
  const heard = does === 'hears' || does === 'hears-person' ? ` “${text}”` : does === 'hears-sound' ? ` ${SOUNDS[text] ?? text}` : '';
  const words = `${PHONE_WORDS[does]}${heard}`;
  return { lane: `${who}'s phone`, colour: 'yellow', text: does === 'hears-sound' ? paint('dim', words) : words };
}

function logLine(level: string, message: string, paint: Paint): Told {
  const loud = level !== 'info';
  return { lane: loud ? `app (${level})` : 'app', colour: loud ? 'red' : 'dim', text: loud ? paint('red', message) : paint('dim', message) };
}
