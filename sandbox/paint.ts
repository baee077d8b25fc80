import { styleText } from 'node:util';

export type Colour = 'bold' | 'dim' | 'cyan' | 'green' | 'yellow' | 'magenta' | 'blue' | 'red';
export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal, none for a pipe; NO_COLOR and FORCE_COLOR are respected (Node's styleText looks at them and the stream). */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (colour, text) => styleText(colour, text, { stream });
}

/** For what is read by programs. */
export const plain: Paint = (_, text) => text;
