import { useDesk } from '../desk/desk.ts';
import type { ElementProps } from './surface.ts';
import { textOf } from './json.ts';
import { choicesOf, chosen } from './options.ts';

/** A menu of one choice, as the browser's own. */
export function SingleSelect({ place, surface, labelledBy, describedBy, invalid = false }: ElementProps) {
  const { team } = useDesk();
  const choices = choicesOf(place.element, team);
  const [now] = chosen(surface.entryOf(place), team);
  const placeholder = textOf(place.element['placeholder']) || 'Choose';
  const unlisted = now !== undefined && !choices.some(({ key }) => key === now.key) ? [now] : [];
  return (
    <select className="field" value={now?.key ?? ''} aria-invalid={invalid} {...(labelledBy === undefined ? { 'aria-label': placeholder } : { 'aria-labelledby': labelledBy })} aria-describedby={describedBy}
      onChange={(event) => surface.put(place, choices.find(({ key }) => key === event.target.value)?.entry ?? null)}>
      <option value="">{placeholder}</option>
      {[...unlisted, ...choices].map(({ key, label }) => <option key={key} value={key}>{label}</option>)}
    </select>
  );
}
