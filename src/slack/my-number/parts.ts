import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { cut, plain } from '../messages/text.ts';

/** A section's text has at most 3,000 characters (docs reference/block-kit/blocks/section-block). */
const SECTION_LIMIT = 2_900;

export function section(text: string): KnownBlock {
  return { type: 'section', text: plain(cut(text, SECTION_LIMIT)) };
}

/** An input whose block is called as what stands in it. */
export function input(label: string, element: InputBlock['element'] & { readonly action_id?: string }, { optional = false, hint }: { optional?: boolean; hint?: string } = {}): InputBlock {
  return { type: 'input', block_id: element.action_id ?? '', label: plain(label), element, optional, ...(hint === undefined ? {} : { hint: plain(hint) }) };
}

/** A view that only says something, and can be closed. */
export function sayingView(title: string, text: string): ModalView {
  return { type: 'modal', title: plain(title), close: plain('Close'), blocks: [section(text)] };
}
