import type { Cast, PhoneView, RoomView } from '../api.ts';

/** A phone on the wall: whose, and what it lives through. */
export interface WallPhone {
  readonly number: string;
  readonly name: string;
  /** Undefined until a call reaches it. */
  readonly view: PhoneView | undefined;
  readonly call: PhoneView['calls'][number] | undefined;
  readonly status: PhoneStatus;
  readonly muted: boolean;
  readonly held: boolean;
}

/** What one sees from across the room. `left-ringing`: it rings and nobody will answer. */
export type PhoneStatus = 'idle' | 'ringing' | 'left-ringing' | 'talking' | 'in-room';

export const STATUS_WORDS: Readonly<Record<PhoneStatus, string>> = {
  idle: 'Quiet', ringing: 'Ringing', 'left-ringing': 'Ringing on', talking: 'On the phone', 'in-room': 'In the room',
};

/** How a call ended, for whoever looks at the phone afterwards. */
export const ENDED_WORDS: Readonly<Record<string, string>> = {
  completed: 'Call over', busy: 'Was busy or declined', 'no-answer': 'Was not answered', failed: 'Could not be reached', canceled: 'The call was cancelled',
};

/** Everybody of the team who has a phone, then whoever else was called. */
export function wallOf(cast: Cast, phones: readonly PhoneView[]): WallPhone[] {
  const known = new Map(phones.map((phone) => [phone.number, phone]));
  const ours = cast.members.flatMap(({ number, fullName }) => (number === undefined ? [] : [wallPhone(number, fullName, known.get(number))]));
  const numbers = new Set(ours.map(({ number }) => number));
  return [...ours, ...phones.filter(({ number }) => !numbers.has(number)).map((phone) => wallPhone(phone.number, 'Somebody outside', phone))];
}

function wallPhone(number: string, name: string, view: PhoneView | undefined): WallPhone {
  const call = view?.calls.findLast(({ state }) => state !== 'over') ?? view?.calls.at(-1);
  return { number, name, view, call, status: statusOf(view, call), muted: call?.room?.muted === true, held: call?.room?.hold === true };
}

function statusOf(view: PhoneView | undefined, call: WallPhone['call']): PhoneStatus {
  if (view?.state === 'ringing') return call?.ignored === true ? 'left-ringing' : 'ringing';
  if (view?.state !== 'talking') return 'idle';
  return (call?.room ?? null) === null ? 'talking' : 'in-room';
}

/** The rooms in which somebody is. */
export function openRooms(rooms: readonly RoomView[]): RoomView[] {
  return rooms.filter(({ participants }) => participants.length > 0);
}
