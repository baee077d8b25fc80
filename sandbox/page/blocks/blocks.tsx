import type { ReactNode } from 'react';
import { Element } from './element.tsx';
import { InputBlock } from './input-block.tsx';
import { isObject, objects, textOf, word, type JsonObject, type JsonValue } from './json.ts';
import { DisplayBlock, Markup } from './markup.tsx';
import type { Surface } from './surface.ts';

/** Block Kit as Slack shows it. Text goes through the library; whatever can be pressed or filled in is ours, for the library only draws it. */
export function Blocks({ blocks, surface }: { readonly blocks: readonly JsonObject[]; readonly surface: Surface }) {
  return <div className="blocks">{blocks.map((block, index) => <Block key={keyOf(block, index, blocks)} block={block} surface={surface} />)}</div>;
}

/**
 * An input is the same as long as its block_id is: an app empties one by giving it another. Everything else is known by its kind and how many of
 * it come before, for Slack makes up new ids with every rewriting, and a button that is made anew loses the focus and the click under way.
 */
function keyOf(block: JsonObject, index: number, blocks: readonly JsonObject[]): string {
  return block['type'] === 'input' ? `input ${word(block['block_id'])}` : `${word(block['type'])} ${blocks.slice(0, index).filter(({ type }) => type === block['type']).length}`;
}

function Block({ block, surface }: { readonly block: JsonObject; readonly surface: Surface }): ReactNode {
  const place = (element: JsonObject) => ({ block: word(block['block_id']), action: word(element['action_id']), element, isInput: false, dispatches: true });
  switch (block['type']) {
    case 'header': return <h3 className="block-header">{textOf(block['text'])}</h3>;
    case 'divider': return <hr />;
    case 'section': return (
      <div className="block-section">
        <div className="block-section-text">
          {isObject(block['text']) && <Text text={block['text']} />}
          {objects(block['fields']).length > 0 && <div className="block-fields">{objects(block['fields']).map((field, index) => <Text key={index} text={field} />)}</div>}
        </div>
        {isObject(block['accessory']) && <div className="block-accessory"><Element place={place(block['accessory'])} surface={surface} /></div>}
      </div>
    );
    case 'context': return <div className="block-context">{objects(block['elements']).map((element, index) => (element['type'] === 'image' ? <span key={index}>{word(element['alt_text'])}</span> : <Text key={index} text={element} />))}</div>;
    case 'actions': return <div className="block-actions">{objects(block['elements']).map((element, index) => <Element key={word(element['action_id']) || index} place={place(element)} surface={surface} />)}</div>;
    case 'input': return <InputBlock block={block} surface={surface} />;
    case 'call': return <p className="block-call"><span aria-hidden="true">☎</span> A call of Slack&rsquo;s own</p>;
    default: return <DisplayBlock block={block} />;
  }
}

/** A text object. Plain text stays as it is: the library would read stars and underscores in it as markup. */
function Text({ text }: { readonly text: JsonValue }) {
  return isObject(text) && text['type'] === 'mrkdwn' ? <Markup text={word(text['text'])} /> : <p className="plain">{textOf(text)}</p>;
}
