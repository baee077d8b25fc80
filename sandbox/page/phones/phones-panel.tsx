import { useEffect, useRef, useState } from 'react';
import type { PhoneView, RoomView } from '../api.ts';
import { useDesk } from '../desk/desk.ts';
import { Phone } from './phone.tsx';
import { openRooms, STATUS_WORDS, wallOf, type PhoneStatus, type WallPhone } from './phone-of.ts';
import { Room } from './room.tsx';

export interface PhonesPanelProps {
  readonly phones: readonly PhoneView[];
  readonly rooms: readonly RoomView[];
  readonly onDone: () => void;
}

/** The wall of phones, the busy ones first, and the rooms their people are in. */
export function PhonesPanel({ phones, rooms, onDone }: PhonesPanelProps) {
  const { cast } = useDesk();
  const wall = wallOf(cast, phones);
  const open = openRooms(rooms);
  const nameOf = (number: string): string => wall.find((phone) => phone.number === number)?.name ?? 'Somebody outside';
  return (
    <section className="phones" aria-label="Phones">
      {open.map((room) => <Room key={room.sid} room={room} nameOf={nameOf} />)}
      {open.length === 0 && <p className="room room-empty">Nobody is in a room yet.</p>}
      <ul className="wall">{wall.map((phone) => <Phone key={phone.number} phone={phone} onDone={onDone} />)}</ul>
      <p className="visually-hidden" role="status">{useNews(wall)}</p>
    </section>
  );
}

/** What changed on the wall last, for those who do not see it. */
function useNews(wall: readonly WallPhone[]): string {
  const before = useRef<ReadonlyMap<string, PhoneStatus>>(undefined);
  const [news, setNews] = useState('');
  useEffect(() => {
    const changes = wall.filter(({ number, status }) => before.current !== undefined && (before.current.get(number) ?? 'idle') !== status);
    before.current = new Map(wall.map(({ number, status }) => [number, status]));
    if (changes.length > 0) setNews(changes.map(({ name, status }) => `${name}: ${STATUS_WORDS[status]}`).join('. '));
  }, [wall]);
  return news;
}
