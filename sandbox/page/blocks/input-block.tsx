import { useId } from 'react';
import { Element } from './element.tsx';
import { isObject, textOf, word, type JsonObject } from './json.ts';
import type { Surface } from './surface.ts';

/** A labelled input of a form, with its hint and what is wrong with it. */
export function InputBlock({ block, surface }: { readonly block: JsonObject; readonly surface: Surface }) {
  const id = useId();
  const { element } = block;
  if (!isObject(element)) return null;
  const blockId = word(block['block_id']);
  const error = surface.errorOf(blockId);
  const hint = textOf(block['hint']);
  const described = [hint === '' ? undefined : `${id}-hint`, error === undefined ? undefined : `${id}-error`].filter((one) => one !== undefined).join(' ');
  return (
    <div className={`block-input ${error === undefined ? '' : 'block-input-wrong'}`}>
      <span id={`${id}-label`} className="label">{textOf(block['label'])}{block['optional'] === true && <span className="optional"> (optional)</span>}</span>
      <Element place={{ block: blockId, action: word(element['action_id']), element, isInput: true, dispatches: block['dispatch_action'] === true }} surface={surface}
        labelledBy={`${id}-label`} invalid={error !== undefined} {...(described === '' ? {} : { describedBy: described })} />
      {error !== undefined && <p id={`${id}-error`} role="alert" className="error">{error}</p>}
      {hint !== '' && <p id={`${id}-hint`} className="hint">{hint}</p>}
    </div>
  );
}
