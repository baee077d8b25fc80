import { useId } from 'react';
import type { ElementProps } from './surface.ts';
import { isObject, objects, textOf, word, type JsonObject } from './json.ts';
import { Markup } from './markup.tsx';

/** Checkboxes and radio buttons. */
export function Choices({ place, surface, labelledBy, describedBy }: ElementProps) {
  const name = useId();
  const { element } = place;
  const many = element['type'] === 'checkboxes';
  const chosen = chosenIn(surface.entryOf(place));
  const change = (option: JsonObject, on: boolean): void => {
    const others = chosen.filter((one) => one['value'] !== option['value']);
    surface.put(place, many ? [...others, ...(on ? [option] : [])] : option);
  };
  return (
    <fieldset className="choices" aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {objects(element['options']).map((option) => (
        <label key={word(option['value'])} className="choice">
          <input type={many ? 'checkbox' : 'radio'} name={name} checked={chosen.some((one) => one['value'] === option['value'])} onChange={(event) => change(option, event.target.checked)} />
          <span>
            <OptionText text={option['text']} />
            {isObject(option['description']) && <small><OptionText text={option['description']} /></small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function OptionText({ text }: { readonly text: JsonObject[string] }) {
  return isObject(text) && text['type'] === 'mrkdwn' ? <Markup text={word(text['text'])} /> : <>{textOf(text)}</>;
}

function chosenIn(entry: unknown): JsonObject[] {
  if (Array.isArray(entry)) return entry.filter((one: JsonObject | string) => isObject(one));
  return typeof entry === 'object' && entry !== null ? [entry as JsonObject] : [];
}
