import * as z from 'zod';

/** Which part of the phone book somebody looks at. */
export interface Look {
  readonly query: string;
  readonly offset: number;
}

const MOST_KEPT = 80;
const look = z.object({ query: z.string().max(MOST_KEPT), offset: z.int().min(0) });
const carried = look.extend({ id: z.string().optional() });

/**
 * What a view carries along unseen (private_metadata): the part of the list below it, and whom it is about. A search that may be somebody's
 * number is left out.
 */
export function writeLook({ query, offset }: Look, id?: string): string {
  const isNumber = query.replace(/\P{Nd}/gu, '').length > 5;
  return JSON.stringify({ query: isNumber || query.length > MOST_KEPT ? '' : query, offset: isNumber ? 0 : offset, ...(id === undefined ? {} : { id }) });
}

/** Reads what `writeLook` wrote; the beginning of the list for anything else. */
export function readLook(metadata: string): Look & { readonly id?: string | undefined } {
  try {
    return carried.parse(JSON.parse(metadata));
  } catch {
    return { query: '', offset: 0 };
  }
}
