import type { RingByLinkResult } from '../conference/ring-by-link.ts';

/** What the page says, and by which HTTP status. */
export interface Said {
  readonly status: number;
  readonly text: string;
  readonly isProblem: boolean;
}

/** A link nobody made, and one whose conference is not kept any more: the same, so that nothing can be found out by trying. */
export const UNKNOWN: Said = problem(404, 'This link leads to no conference. Ask whoever sent it to you for a new one.');
export const ENDED: Said = problem(410, 'This conference has ended, so nobody can be rung into it any more.');
export const FROM_ELSEWHERE: Said = problem(403, 'This was sent from another page. Type your number here.');
export const AWAY: Said = problem(503, 'Your phone was not rung, because something is out of order here. Try again in a moment.');
/** It may still come to something; sent again it is the same press. */
export const TAKES_LONGER: Said = problem(503, 'This takes longer than usual just now. If your phone does not ring within a minute, press once more.');

/** What became of a press. */
export function wordsFor(result: RingByLinkResult): Said {
  switch (result.kind) {
    case 'rung': return { status: 200, text: 'Your phone rings in a moment. Answer it, and you are in. If it was rung often of late, it rings some minutes later.', isProblem: false };
    case 'there-already': return { status: 200, text: 'That phone is in the conference already, or about to ring.', isProblem: false };
    case 'unknown': return UNKNOWN;
    case 'ended': return ENDED;
    case 'not-yet': return problem(503, 'The conference is only just beginning. Try again in a moment.');
    case 'full': return problem(503, 'The conference is full. Try again when somebody has left.');
    case 'too-often': return problem(429, 'Too many phones were rung by this link of late. Try again in a minute.');
    case 'not-called': return problem(422, `That phone is not rung. ${result.sentence}`);
  }
}

function problem(status: number, text: string): Said {
  return { status, text, isProblem: true };
}
