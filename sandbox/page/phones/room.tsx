import type { RoomView } from '../api.ts';
import { Avatar } from '../desk/avatar.tsx';

export interface RoomProps {
  readonly room: RoomView;
  readonly nameOf: (number: string) => string;
}

/** The people of a room in a circle, with who is muted and who waits on hold. */
export function Room({ room, nameOf }: RoomProps) {
  const people = room.participants.map((one) => ({ ...one, name: nameOf(one.number) }));
  const talking = people.filter(({ hold }) => !hold).length;
  return (
    <section className="room" aria-label="The room">
      <ul className={`circle ${people.length > 12 ? 'circle-crowd' : ''}`} style={{ '--count': people.length }}>
        {people.map(({ callSid, name, muted, hold }, index) => (
          <li key={callSid} className={`circle-person ${muted ? 'is-muted' : ''} ${hold ? 'is-held' : ''}`} style={{ '--index': index }}>
            <Avatar name={name} large />
            <span className="circle-name">{name.split(' ')[0]}</span>
            {muted && <span className="circle-mark">muted</span>}
            {hold && <span className="circle-mark">on hold</span>}
          </li>
        ))}
      </ul>
      <p className="circle-middle"><strong>{people.length}</strong> {people.length === 1 ? 'person is' : 'people are'} in the room<span>{talking < 2 ? 'Waiting for company' : 'They hear each other'}</span></p>
    </section>
  );
}
