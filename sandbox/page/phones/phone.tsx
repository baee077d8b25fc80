import { useState } from 'react';
import * as api from '../api.ts';
import { useDesk } from '../desk/desk.ts';
import { Avatar } from '../desk/avatar.tsx';
import { maskedNumber } from '../desk/masked.ts';
import { useKeptFocus } from '../desk/use-kept-focus.ts';
import { Heard } from './heard.tsx';
import { Keypad } from './keypad.tsx';
import { PlanSelect } from './plan-select.tsx';
import { ENDED_WORDS, STATUS_WORDS, type WallPhone } from './phone-of.ts';

type Word = Parameters<typeof api.phoneDoes>[1];

/** One telephone on the wall, and what its person may do just now. */
export function Phone({ phone, onDone }: { readonly phone: WallPhone; readonly onDone: () => void }) {
  const { tryTo, say } = useDesk();
  const { name, number, status, call, muted, held } = phone;
  const [first = name] = name.split(' ');
  const [keys, setKeys] = useState(false);
  const kept = useKeptFocus<HTMLLIElement>((box) => box.querySelector<HTMLElement>('.phone-actions button, select'));
  const act = async (word: Word): Promise<void> => {
    await tryTo(() => api.phoneDoes(number, word).catch((error: unknown) => {
      throw new Error((error instanceof Error ? error.message : String(error)).replaceAll(number, `${first}'s phone`), { cause: error });
    }));
    onDone();
  };
  const press = (word: Word) => () => void act(word);
  const isTalking = status === 'talking' || status === 'in-room';
  return (
    <li {...kept} tabIndex={-1} className={`phone phone-${status}`} aria-label={`${name}: ${STATUS_WORDS[status]}`}>
      <header>
        <Avatar name={name} large />
        <div className="phone-who">
          <h3>{name}</h3>
          <span className="phone-number">{maskedNumber(number)}{muted && <span className="mark">muted</span>}{held && <span className="mark">on hold</span>}</span>
        </div>
        <span className="phone-status">{STATUS_WORDS[status]}</span>
      </header>
      {call !== undefined && <Heard call={call} />}
      {status === 'idle' && call?.ended !== undefined && <p className="phone-ended">{ENDED_WORDS[call.ended] ?? call.ended}</p>}
      {status === 'ringing' && (
        <div className="phone-actions">
          <button type="button" className="button button-answer" onClick={press({ word: 'answers' })}>Answer</button>
          <button type="button" className="button button-danger" onClick={press({ word: 'declines' })}>Decline</button>
          <button type="button" className="button" onClick={press({ word: 'does-not-answer' })}>Let it ring</button>
          <button type="button" className="button" onClick={press({ word: 'is-busy' })}>Busy</button>
          <button type="button" className="button" onClick={press({ word: 'voicemail' })}>Voicemail picks up</button>
          <button type="button" className="button" onClick={press({ word: 'is-unreachable' })}>Unreachable</button>
        </div>
      )}
      {isTalking && (
        <div className="phone-actions">
          <button type="button" className="button button-danger" onClick={press({ word: 'hangs-up' })}>Hang up</button>
          <button type="button" className="button" aria-expanded={keys} onClick={() => setKeys(!keys)}>Keypad{call?.listens === true ? ' · it listens' : ''}</button>
        </div>
      )}
      {isTalking && keys && <Keypad onPress={(digits) => (call?.listens === true ? void act({ word: 'presses', digits }) : say(`Nothing listens for keys on ${first}'s phone just now.`))} />}
      {status === 'in-room' && <Speak name={first} onSay={(text) => void act({ word: 'says', text })} />}
      {status === 'idle' && <PlanSelect name={first} plan={phone.view?.plan ?? []} onPlan={(plan) => void act({ word: 'will', plan })} />}
    </li>
  );
}

/** What its person says to the others in the room. */
function Speak({ name, onSay }: { readonly name: string; readonly onSay: (text: string) => void }) {
  const [text, setText] = useState('');
  return (
    <form className="speak" onSubmit={(event) => {
      event.preventDefault();
      if (text.trim() !== '') onSay(text.trim());
      setText('');
    }}>
      <input className="field" value={text} aria-label={`What ${name} says`} placeholder={`${name} says …`} onChange={(event) => setText(event.target.value)} />
      <button type="submit" className="button">Say</button>
    </form>
  );
}
