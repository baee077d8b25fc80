import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useDesk } from '../desk/desk.ts';
import type { ElementProps } from './surface.ts';
import { textOf, word } from './json.ts';
import { choicesOf, chosen, type Choice } from './options.ts';
import { useSuggestions } from './use-suggestions.ts';

/** A list of more is no list anybody reads. */
const LONGEST = 100;

/** A menu one types into: people, channels, options, and what the app suggests as one types. Of several choices each can be taken back. */
export function Picker({ place, surface, labelledBy, describedBy, invalid = false }: ElementProps) {
  const { team } = useDesk();
  const { element } = place;
  const type = word(element['type']);
  const many = type.startsWith('multi');
  const isExternal = type.includes('external');
  const now = chosen(surface.entryOf(place), team);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);

  const suggested = useSuggestions(place, surface, query, isExternal && open);
  const known = isExternal ? (suggested ?? []) : choicesOf(element, team).filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));
  const { max_selected_items: most } = element;
  const isFull = many && typeof most === 'number' && now.length >= most;
  const offered = isFull ? [] : known.filter(({ key }) => !now.some((one) => one.key === key)).slice(0, LONGEST);
  // The list can become shorter under whoever moves in it.
  const here = Math.min(at, Math.max(0, offered.length - 1));
  const set = (choices: readonly Choice[]): void => surface.put(place, many ? choices.map(({ entry }) => entry) : (choices[0]?.entry ?? null));
  const take = (choice: Choice): void => {
    set(many ? [...now, choice] : [choice]);
    setQuery('');
    setAt(0);
    if (!many) setOpen(false);
    input.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const choice = offered[here];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setAt((offered.length + here + (event.key === 'ArrowDown' ? (open ? 1 : 0) : -1)) % Math.max(1, offered.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (open && choice !== undefined) take(choice);
    } else if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Backspace' && query === '' && now.length > 0) set(now.slice(0, -1));
  };

  const nothing = isFull ? 'No more can be chosen' : query === '' && isExternal ? 'Type to search' : isExternal && suggested === undefined ? 'Searching …' : 'Nothing found';
  const placeholder = textOf(element['placeholder']) || 'Choose';
  return (
    <div className="picker" onBlur={(event) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
    }}>
      <div className="field picker-field">
        {now.map((choice) => (
          <span key={choice.key} className="chip">{choice.label}<button type="button" aria-label={`Take ${choice.label} back`} onClick={() => set(now.filter((one) => one !== choice))}>×</button></span>
        ))}
        <input ref={input} role="combobox" aria-expanded={open} aria-controls={list} aria-autocomplete="list" aria-invalid={invalid} aria-describedby={describedBy}
          {...(labelledBy === undefined ? { 'aria-label': placeholder } : { 'aria-labelledby': labelledBy })}
          {...(open && offered.length > 0 ? { 'aria-activedescendant': `${list}-${here}` } : {})}
          value={query} placeholder={now.length === 0 ? placeholder : ''} autoComplete="off"
          onFocus={() => setOpen(true)} onClick={() => setOpen(true)} onKeyDown={onKey}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
            setOpen(true);
          }} />
      </div>
      <ul id={list} role="listbox" aria-label={placeholder} className="picker-list" hidden={!open}>
        {offered.length === 0 && <li className="picker-nothing" role="option" aria-selected="false" aria-disabled="true">{nothing}</li>}
        {offered.map((choice, index) => (
          <li key={choice.key} id={`${list}-${index}`} role="option" aria-selected={index === here} onPointerEnter={() => setAt(index)} onPointerDown={(event) => {
            event.preventDefault();
            take(choice);
          }}>{choice.label}</li>
        ))}
      </ul>
    </div>
  );
}
