import { describe, expect, test } from 'vitest';
import type { Parts } from '../support/chaos-evidence.ts';
import {
  at, BUSY, callRow, DECLINED, hangUp, lineRow, listing, member, participantRow, placing, ring, sentence, tsAt, unplaced, verdictOf, WELL,
} from '../support/chaos-evidence.ts';

/** What a chaos run is judged by has to be judged itself: each wrong it is there to find is made up here once, beside the honest run that looks most like it. */

/** What was found, by kind, whom it is about and its words. */
function findings(parts: Parts): string[] {
  return verdictOf(parts).findings.map(({ kind, who, what }) => `${kind} ${who ?? '-'}: ${what}`);
}

/** The last of the three is never rung, and the end comes. */
function neverRung(end: Parts['end'], over: Partial<Parts> = {}): Parts {
  return {
    ...WELL, end, participants: [participantRow(0, 'left'), participantRow(1, 'left'), participantRow(2, 'cancelled')],
    calls: [callRow(0), callRow(1), unplaced(2)], rings: [ring(0, 1, end.at), ring(1, 1, end.at)], lines: [0, 1].map((index) => lineRow(index, 'joined', 3)), ...over,
  };
}

const LIMIT = { reason: 'time-limit', at: 120.2, decidedAt: 120.2 };
const [, , LAST] = [0, 1, 2].map((index) => member(index).firstName);

test('Nothing is found where nothing is wrong', () => {
  expect(verdictOf(WELL)).toMatchObject({ holds: true, noted: [] });
});

describe('somebody who is never rung', () => {
  test('is lost when the time limit ends it and nothing stood in the way', () => {
    expect(findings(neverRung(LIMIT))).toEqual([expect.stringMatching(`^participantsLost ${LAST}: was not rung for 120000 ms, though nothing stood in the way`)]);
  });

  test('is lost all the same when processes died all the time, and when somebody else rang the number without a question', () => {
    const disturbed = Array.from({ length: 10 }, (_, index) => index * 12);
    expect(verdictOf(neverRung(LIMIT, { disturbed, twilio: [placing(100, 2), listing(100, 1)] })).figures).toMatchObject({ participantsLost: 1, cutOffByTimeLimit: 0 });
  });

  test.each([
    ['a request to place a call to the number was never answered', placing(98, 2, { status: undefined, fault: 'hang', tookMs: 1_500 })],
    ['one was answered too late', placing(98, 2, { fault: 'slow', tookMs: 2_500 })],
    ['one was asked for too fast', placing(98, 2, { status: 429, fault: 'rate-limit' })],
    ['Twilio was asked what became of one', listing(98, 2)],
    ['Twilio could not say what became of one, and is left alone for half a minute', listing(70, 2, { status: 503, fault: 'status' })],
  ])('is cut off, and noted, when shortly before the limit %s', (_what, question) => {
    const { holds, figures } = verdictOf(neverRung(LIMIT, { twilio: [question] }));
    expect(holds).toBe(true);
    expect(figures).toMatchObject({ cutOffByTimeLimit: 1, cutOffByHost: 0 });
  });

  test('is cut off when the host ends it within moments, and lost when that is half a minute later', () => {
    const ends = (second: number, over: Partial<Parts> = {}): Parts => neverRung({ reason: 'ended-by', at: second, decidedAt: second }, { pressed: [{ button: 'End for all', at: second - 0.1 }], ...over });
    expect(verdictOf(ends(8))).toMatchObject({ holds: true, figures: { cutOffByHost: 1 } });
    expect(verdictOf(ends(40))).toMatchObject({ holds: false, figures: { participantsLost: 1 } });
    expect(verdictOf(ends(40, { disturbed: [12] }))).toMatchObject({ holds: true, figures: { cutOffByHost: 1 } });
  });

  test('is not lost while no instance was there to ring them; while another one was, they are', () => {
    const [killedSoon, slowStart] = [{ instance: 0, up: -5, killed: 1 }, { instance: 0, up: 80 }];
    expect(verdictOf(neverRung(LIMIT, { instances: [killedSoon, slowStart] }))).toMatchObject({ holds: true, figures: { cutOffByTimeLimit: 1 } });
    expect(verdictOf(neverRung(LIMIT, { instances: [killedSoon, slowStart, { instance: 1, up: -5 }] }))).toMatchObject({ holds: false, figures: { participantsLost: 1 } });
    expect(verdictOf(neverRung(LIMIT, { instances: [killedSoon, { instance: 0, up: 40 }] }))).toMatchObject({ holds: false, figures: { participantsLost: 1 } });
  });

  test('was wished for when their host had the missing rung again, not before', () => {
    const again: Partial<Parts> = {
      participants: [participantRow(0, 'left'), participantRow(1, 'left'), participantRow(2, 'cancelled')], calls: [callRow(0), callRow(1), callRow(2), unplaced(2, {}, 1)],
      rings: [ring(0, 1, 120), ring(1, 1, 120), ring(2, 1, 5, BUSY)],
    };
    expect(verdictOf(neverRung(LIMIT, { ...again, pressed: [{ button: 'Ring the missing', at: 110 }] }))).toMatchObject({ holds: true, figures: { cutOffByTimeLimit: 1 } });
    expect(verdictOf(neverRung(LIMIT, { ...again, pressed: [{ button: 'Ring the missing', at: 20 }] }))).toMatchObject({ holds: false, figures: { participantsLost: 1 } });
  });

  test('is lost when the app takes them for one it cannot call: in a run it can call everybody', () => {
    const parts: Parts = { ...WELL, end: { reason: 'nobody-to-ring', at: 0.2 }, participants: [0, 1, 2].map((index) => participantRow(index, 'not-called', 'unknown-user')), calls: [], rings: [], lines: [] };
    expect(findings(parts)).toEqual([0, 1, 2].map((index) => `participantsLost ${member(index).firstName}: was not rung (unknown-user), and can be`));
  });

  test('is lost when Twilio is said to have refused: in a run it refuses nobody', () => {
    const refused: Partial<Parts> = {
      participants: [participantRow(0, 'left'), participantRow(1, 'left'), participantRow(2, 'unreachable')], calls: [callRow(0), callRow(1), unplaced(2, { placing: 'refused', refusal: { code: 'twilio-503' } })],
      rings: [ring(0, 1, 30), ring(1, 1, 30)],
    };
    const parts = neverRung({ reason: 'everyone-left', at: 30 }, { ...refused, lines: [...[0, 1].flatMap((index) => [lineRow(index, 'joined', 3), lineRow(index, 'left', 31)]), lineRow(2, 'unreachable', 3)] });
    const told = { ts: tsAt(3), text: [sentence('joined', `${member(0).firstName} and ${member(1).firstName}`), `${LAST} could not be reached`].join('\n') };
    const others = [{ ts: tsAt(31), text: [0, 1].map((index) => sentence('left', member(index).firstName)).join('\n') }, { ts: tsAt(32), text: sentence('ended', '') }];
    expect(findings({ ...parts, replies: [told, ...others] })).toEqual([expect.stringMatching(`^participantsLost ${LAST}: was not rung: Twilio is said to have refused it`)]);
  });
});

describe('an end', () => {
  const hungUp = (end: Parts['end'], over: Partial<Parts> = {}): Parts => ({ ...WELL, end, rings: [0, 1, 2].map((index) => ring(index, 1, 12)), lines: [0, 1, 2].map((index) => lineRow(index, 'joined', 3)), ...over });
  const byHost = { reason: 'ended-by', at: 11.8, decidedAt: 11.8 };

  test('by a host comes after their press, were that one shown as failed', () => {
    expect(findings(hungUp(byHost, { pressed: [{ button: 'End for all', at: 11, refused: 'http_service_error' }], twilio: [hangUp(11.9, 0)] }))).toEqual([]);
    expect(findings(hungUp(byHost, { pressed: [{ button: 'End for all', at: 11 }], twilio: [hangUp(11.9, 0)] }))).toEqual([]);
    const wrong = ['wrongFinalStates -: ended by its host, who had not pressed End for all'];
    expect(findings(hungUp(byHost))).toEqual(wrong);
    expect(findings(hungUp(byHost, { pressed: [{ button: 'Ring the missing', at: 11 }] }))).toEqual(wrong);
    expect(findings(hungUp(byHost, { pressed: [{ button: 'End for all', at: 13 }] }))).toEqual(wrong);
  });

  test('by the time limit comes after two minutes', () => {
    expect(findings(hungUp({ reason: 'time-limit', at: 12, decidedAt: 12 }))).toEqual(['wrongFinalStates -: the time limit came after 11800 ms']);
  });

  test('of another kind comes from nowhere', () => {
    expect(findings(hungUp({ reason: 'alone', at: 12, decidedAt: 12 }))).toEqual(['wrongFinalStates -: ended with alone, which nothing in a run leads to']);
    expect(findings(hungUp({ reason: 'ended-by', at: 12 }, { lines: WELL.lines }))).toEqual(['wrongFinalStates -: ended with ended-by, and what was decided is null']);
  });

  test('nobody decided on does not come before the last phone has hung up', () => {
    const early: Parts = { ...WELL, end: { reason: 'everyone-left', at: 20 } };
    expect(findings(early)).toEqual([0, 1, 2].map((index) => `wrongFinalStates -: everyone-left, and CA-${index}-0 was up ${8_000 + index * 1_000} ms after that`));
    expect(findings({ ...WELL, end: { reason: 'everyone-left', at: 29 } })).toEqual([]);
  });

  test('hangs up on people, and nothing else does', () => {
    expect(findings({ ...WELL, twilio: [hangUp(28, 0)] })).toEqual([`wrongFinalStates -: the app hung up on CA-0-0 at ${new Date(at(28)).toISOString()}, and nobody had ended the conference`]);
    // Whoever has left is asked about once more, and hung up on in vain.
    expect(findings({ ...WELL, twilio: [hangUp(28.1, 0)] })).toEqual([]);
    const parts = hungUp(byHost, { pressed: [{ button: 'End for all', at: 11 }] });
    expect(findings({ ...parts, twilio: [hangUp(10, 1)] })).toEqual([expect.stringContaining('the app hung up on CA-1-0')]);
  });
});

describe('a line of the thread', () => {
  /** Busy, rung again, and busy again. */
  const twiceBusy: Parts = {
    ...WELL, participants: [participantRow(0, 'left'), participantRow(1, 'left'), participantRow(2, 'busy')], calls: [callRow(0), callRow(1), callRow(2), callRow(2, {}, 1)],
    rings: [ring(0, 1, 30), ring(1, 1, 30), ring(2, 1, 4, BUSY), ring(2, 12, 13, BUSY, 1)], pressed: [{ button: 'Ring the missing', at: 10 }],
    lines: [...[0, 1].flatMap((index) => [lineRow(index, 'joined', 3), lineRow(index, 'left', 31)]), lineRow(2, 'busy', 5), lineRow(2, 'rung-again', 11, 1), lineRow(2, 'busy', 14, 1)],
  };
  const unrecorded = (lines: Parts['lines']): Parts['lines'] => lines.map((row) => (row.key.includes('call-2-1:busy') ? { ...row, posted_ts: null } : row));
  const repliesOf = (parts: Parts): NonNullable<Parts['replies']> => [
    ...[3, 31].map((second) => ({ ts: tsAt(second), text: [0, 1].map((index) => sentence(second === 3 ? 'joined' : 'left', member(index).firstName)).join('\n') })),
    { ts: tsAt(11), text: sentence('rung-again', LAST ?? '') }, { ts: tsAt(parts.end.at + 2), text: sentence('ended', '') },
  ];
  const busy = (second: number): { ts: string; text: string } => ({ ts: tsAt(second), text: sentence('busy', LAST ?? '') });

  test('stands there as often as it was posted', () => {
    expect(findings(twiceBusy)).toEqual([]);
  });

  test('is lost when it was never posted, though one like it stands there', () => {
    expect(findings({ ...twiceBusy, lines: unrecorded(twiceBusy.lines) })).toEqual([`threadLinesLost ${LAST}: busy was never posted`]);
  });

  test('is lost when it is taken for posted and is not there, though one like it is', () => {
    expect(findings({ ...twiceBusy, replies: [...repliesOf(twiceBusy), busy(5)] })).toEqual([`threadLinesLost ${LAST}: busy is taken for posted at ${tsAt(14)}, and no such message stands there`]);
    const elsewhere = twiceBusy.lines.map((row) => (row.key.includes('call-2-1:busy') ? { ...row, posted_ts: tsAt(11) } : row));
    expect(findings({ ...twiceBusy, lines: elsewhere, replies: [...repliesOf(twiceBusy), busy(5)] })).toEqual([expect.stringContaining(`busy is taken for posted at ${tsAt(11)}, and that message tells: `)]);
  });

  test('is not lost when the record of it was, and it stands there', () => {
    expect(findings({ ...twiceBusy, lines: unrecorded(twiceBusy.lines), replies: [...repliesOf(twiceBusy), busy(5), busy(14)] })).toEqual([]);
  });

  test('is told once where one message tells of both times', () => {
    const lines = twiceBusy.lines.map((row) => (row.line.participantId === 'person-2' ? { ...row, posted_ts: tsAt(14) } : row));
    expect(findings({ ...twiceBusy, lines })).toEqual([]);
  });

  test('that is owed and has no row is lost', () => {
    expect(findings({ ...WELL, lines: WELL.lines.filter(({ key }) => !key.includes('call-1-0:left')) })).toEqual([`threadLinesLost ${member(1).firstName}: the thread never tells: left`]);
  });

  describe('of a busy line', () => {
    /** The first call was declined, the second met a busy line. */
    const first: Parts = { ...twiceBusy, rings: [ring(0, 1, 30), ring(1, 1, 30), ring(2, 1, 4, DECLINED), ring(2, 12, 13, BUSY, 1)] };
    const declined = (second: number): { ts: string; text: string } => ({ ts: tsAt(second), text: sentence('declined', LAST ?? '') });

    test('may tell of a decline where the phone declined that very call', () => {
      expect(findings({ ...first, replies: [...repliesOf(first), declined(5), busy(14)] })).toEqual([]);
      expect(findings({ ...first, replies: [...repliesOf(first), busy(5), busy(14)] })).toEqual([]);
    });

    test('may not tell of a decline of another call that came before', () => {
      expect(findings({ ...first, replies: [...repliesOf(first), busy(5), declined(14)] })).toEqual([expect.stringContaining('and that message tells')]);
    });

    test('may tell of one that was declined later, once it was', () => {
      const parts: Parts = { ...twiceBusy, participants: [participantRow(0, 'left'), participantRow(1, 'left'), participantRow(2, 'declined')], rings: [ring(0, 1, 30), ring(1, 1, 30), ring(2, 1, 4, BUSY), ring(2, 12, 13, { ...DECLINED, endWasTold: true }, 1)] };
      const lines = parts.lines.map((row) => (row.key.includes('call-2-1:busy') ? { ...row, line: { ...row.line, kind: 'declined' } } : row));
      const late = lines.map((row) => (row.key.includes('call-2-0:busy') ? { ...row, posted_ts: tsAt(13.5) } : row));
      expect(findings({ ...parts, lines: late, replies: [...repliesOf(parts), declined(13.5), declined(14)] })).toEqual([]);
      expect(findings({ ...parts, lines, replies: [...repliesOf(parts), declined(5), declined(14)] })).toEqual(expect.arrayContaining([expect.stringContaining('and that message tells')]));
    });

    test('stands there once more only where the phone declined', () => {
      const doubled = [...repliesOf(twiceBusy), busy(5), busy(7), busy(14)];
      expect(findings({ ...twiceBusy, replies: doubled })).toEqual([expect.stringMatching('^threadLinesDoubledWithoutCause .*: busy stands there 3 times instead of 2')]);
    });

    test('stands there alone where the decline was learnt once the thread had told the end', () => {
      const parts: Parts = { ...WELL, participants: [participantRow(0, 'left'), participantRow(1, 'left'), participantRow(2, 'declined')], rings: [ring(0, 1, 30), ring(1, 1, 30), ring(2, 1, 4, { ...DECLINED, endWasTold: true })],
        lines: [...[0, 1].flatMap((index) => [lineRow(index, 'joined', 3), lineRow(index, 'left', 31)]), lineRow(2, 'busy', 5)] };
      const others = repliesOf(parts).filter(({ ts }) => ts !== tsAt(11) && ts !== tsAt(parts.end.at + 2));
      const ends = (missing: string): { ts: string; text: string } => ({ ts: tsAt(parts.end.at + 2), text: `${sentence('ended', '')} Never joined: ${missing}.` });
      expect(findings({ ...parts, replies: [...others, busy(5), ends(`${LAST} (line busy)`)] })).toEqual([]);
      expect(findings({ ...parts, replies: [...others, busy(5), ends(`${LAST} (declined)`)] })).toEqual([`threadLinesLost ${LAST}: the thread never tells: declined`]);
    });

    test('that corrects nothing is told nowhere in the table', () => {
      const parts: Parts = { ...WELL, participants: [participantRow(0, 'left'), participantRow(1, 'left'), participantRow(2, 'declined')], rings: [ring(0, 1, 30), ring(1, 1, 30), ring(2, 1, 4, { ...DECLINED, endWasTold: true })],
        lines: [...[0, 1].flatMap((index) => [lineRow(index, 'joined', 3), lineRow(index, 'left', 31)]), lineRow(2, 'declined', 5)] };
      const replies = [...repliesOf(parts).filter(({ ts }) => ts !== tsAt(11)), declined(5)];
      expect(findings({ ...parts, replies })).toEqual([]);
      expect(findings({ ...parts, replies: [...replies, busy(6)] })).toEqual([`threadLinesDoubledWithoutCause ${LAST}: the thread tells what is nowhere: busy`]);
    });
  });
});
