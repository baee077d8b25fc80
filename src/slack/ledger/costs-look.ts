import * as z from 'zod';
import type { Month } from '../../domain/month.ts';
import { parseMonth } from '../../domain/month.ts';

/** Which part of the costs somebody looks at. */
export interface CostsLook {
  readonly month: Month;
  readonly by: 'host' | 'channel';
  readonly offset: number;
}

const look = z.object({ month: z.custom<Month>((value) => typeof value === 'string' && parseMonth(value) !== null), by: z.enum(['host', 'channel']), offset: z.int().min(0) });

/** What the view carries along unseen (private_metadata). */
export function writeCostsLook({ month, by, offset }: CostsLook): string {
  return JSON.stringify({ month, by, offset });
}

/** Reads what `writeCostsLook` wrote; `otherwise` for anything else. */
export function readCostsLook(metadata: string, otherwise: CostsLook): CostsLook {
  try {
    return look.parse(JSON.parse(metadata));
  } catch {
    return otherwise;
  }
}

/** A page number as a button carries it; the first page for anything else. */
export function readOffset(value: string | undefined): number {
  const offset = Number(value ?? 0);
  return Number.isSafeInteger(offset) && offset > 0 ? offset : 0;
}
