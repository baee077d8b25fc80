import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Choices } from './choices.tsx';
import { isObject, objects, textOf, word, type JsonObject } from './json.ts';
import { Menu } from './menu.tsx';
import { Picker } from './picker.tsx';
import { SingleSelect } from './single-select.tsx';
import type { ElementProps, Entry, Surface } from './surface.ts';
import { TextInput } from './text-input.tsx';
import { FileInput } from './file-input.tsx';

/** One interactive element of Block Kit. What asks before it acts (`confirm`) asks here, as Slack's client does. */
export function Element(props: ElementProps): ReactNode {
  const { place, surface } = props;
  const [asks, setAsks] = useState<{ readonly act: () => void }>();
  const { confirm } = place.element;
  const confirmed = (act: () => void): void => (isObject(confirm) ? setAsks({ act }) : act());
  const asking: Surface = {
    ...surface,
    press: (where) => confirmed(() => surface.press(where)),
    put: (where, entry: Entry) => confirmed(() => surface.put(where, entry)),
  };
  return (
    <>
      <Bare {...props} surface={isObject(confirm) ? asking : surface} />
      {asks !== undefined && isObject(confirm) && <ConfirmDialog confirm={confirm} onEnd={(yes) => {
        setAsks(undefined);
        if (yes) asks.act();
      }} />}
    </>
  );
}

function Bare(props: ElementProps): ReactNode {
  const { place, surface } = props;
  const { element } = place;
  switch (element['type']) {
    case 'button': return <Button element={element} onPress={() => surface.press(place)} />;
    case 'overflow': return <Menu label="More" entries={objects(element['options']).map((option) => ({ label: textOf(option['text']), choose: () => surface.put(place, option) }))} />;
    case 'checkboxes': case 'radio_buttons': return <Choices {...props} />;
    case 'static_select': case 'users_select': case 'conversations_select': case 'channels_select': return <SingleSelect {...props} />;
    case 'external_select': case 'multi_static_select': case 'multi_users_select': case 'multi_external_select': case 'multi_conversations_select': case 'multi_channels_select': return <Picker {...props} />;
    case 'plain_text_input': case 'email_text_input': case 'url_text_input': case 'number_input': case 'datepicker': case 'timepicker': return <TextInput {...props} />;
    case 'file_input': return <FileInput {...props} />;
    case 'image': return <span className="plain">{word(element['alt_text'])}</span>;
    default: return <em>This page cannot show a {word(element['type'])}.</em>;
  }
}

function Button({ element, onPress }: { readonly element: JsonObject; readonly onPress: () => void }) {
  const style = word(element['style']);
  const label = word(element['accessibility_label']);
  const { url } = element;
  const pressed = (): void => {
    if (typeof url === 'string') window.open(url, '_blank', 'noopener');
    onPress();
  };
  return <button type="button" className={`button ${style === '' ? '' : `button-${style}`}`} onClick={pressed} {...(label === '' ? {} : { 'aria-label': label })}>{textOf(element['text'])}</button>;
}
