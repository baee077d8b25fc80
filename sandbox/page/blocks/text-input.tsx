import { useState, type KeyboardEvent } from 'react';
import type { ElementProps } from './surface.ts';
import { isObject, textOf, word } from './json.ts';

const TYPES: Readonly<Record<string, string>> = { email_text_input: 'email', url_text_input: 'url', datepicker: 'date', timepicker: 'time' };

/** Something typed. An app that wants to hear of each letter (`on_character_entered`) does; else it hears of Enter, if its block asks for that. */
export function TextInput({ place, surface, labelledBy, describedBy, invalid = false }: ElementProps) {
  const { element } = place;
  const known = surface.entryOf(place);
  const [typed, setTyped] = useState<string>();
  const value = typed ?? (typeof known === 'string' || typeof known === 'number' ? String(known) : '');
  const triggers = isObject(element['dispatch_action_config']) ? element['dispatch_action_config']['trigger_actions_on'] : undefined;
  const eachLetter = Array.isArray(triggers) && triggers.includes('on_character_entered');
  const onEnter = !Array.isArray(triggers) || triggers.includes('on_enter_pressed');
  const change = (next: string): void => {
    setTyped(next);
    if (place.dispatches && eachLetter) surface.enter(place, next);
    else surface.put({ ...place, dispatches: false }, next);
  };
  const common = {
    className: 'field', value, placeholder: textOf(element['placeholder']), 'aria-invalid': invalid, 'aria-describedby': describedBy, autoComplete: 'off',
    'data-focus': element['focus_on_load'] === true,
    ...(labelledBy === undefined ? { 'aria-label': textOf(element['placeholder']) || word(element['action_id']) } : { 'aria-labelledby': labelledBy }),
    onChange: (event: { readonly target: { readonly value: string } }) => change(event.target.value),
  };
  if (element['multiline'] === true) return <textarea rows={3} {...common} />;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !place.dispatches || !onEnter) return;
    event.preventDefault();
    surface.enter(place, value);
  };
  return <input type={TYPES[word(element['type'])] ?? 'text'} {...(element['type'] === 'number_input' ? { inputMode: 'decimal' as const } : {})} {...common} onKeyDown={onKeyDown} />;
}
