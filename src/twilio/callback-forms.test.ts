import { describe, expect, test } from 'vitest';
import { readCallForm, readRoomForm } from './callback-forms.ts';

const CALL_SID = `CA${'0123456789abcdef'.repeat(2)}`;
const ROOM_SID = `CF${'0123456789abcdef'.repeat(2)}`;
const AT = Date.UTC(2026, 10, 23, 3, 10);
const CALL = { CallSid: CALL_SID, CallStatus: 'completed', SequenceNumber: '3', Timestamp: 'Mon, 23 Nov 2026 03:10:00 +0000' };
const ROOM = { ConferenceSid: ROOM_SID, StatusCallbackEvent: 'participant-join', SequenceNumber: '0', Timestamp: 'Mon, 23 Nov 2026 03:10:00 +0000', CallSid: CALL_SID, ParticipantLabel: 'p' };

describe('a call’s callback', () => {
  test('becomes what it tells, without the numbers it carries', () => {
    const read = readCallForm({ ...CALL, SipResponseCode: '486', To: '+14155550101', From: '+15005550006', CallDuration: '0', SomethingNew: 'x' });
    expect(read).toEqual({ ok: true, report: { kind: 'call', callSid: CALL_SID, status: 'completed', sequence: 3, at: AT, sipResponseCode: 486 } });
  });

  test('needs no SIP code', () => {
    expect(readCallForm(CALL)).toMatchObject({ report: { sipResponseCode: null } });
  });

  test.each(['CallSid', 'CallStatus', 'SequenceNumber', 'Timestamp'])('without %s is no callback, and the problem names the field', (field) => {
    const { [field]: _left, ...rest } = CALL as Record<string, string>;
    expect(readCallForm(rest)).toEqual({ ok: false, problem: expect.stringMatching(new RegExp(`^${field}: `)) });
  });

  test.each([
    ['CallSid', '+14155550101'], ['SequenceNumber', '+14155550101'], ['SequenceNumber', '-1'], ['SequenceNumber', '1.5'], ['Timestamp', '+14155550101 o’clock'], ['SipResponseCode', '+14155550101'],
  ])('with a senseless %s is no callback, and the problem holds nothing of it', (field, value) => {
    const read = readCallForm({ ...CALL, [field]: value });
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).toContain(field);
    expect(JSON.stringify(read)).not.toContain('4155550101');
  });

  test('that says one thing twice is no callback', () => {
    expect(readCallForm({ ...CALL, CallSid: [CALL_SID, CALL_SID] })).toMatchObject({ ok: false, problem: expect.stringContaining('CallSid') });
  });

  test.each([undefined, null, 'CallSid=CA', 7, []])('is not %j', (form) => {
    expect(readCallForm(form).ok).toBe(false);
  });
});

describe('a room’s callback', () => {
  test('becomes what it tells', () => {
    expect(readRoomForm({ ...ROOM, FriendlyName: 'f00d', Muted: 'false' })).toEqual({
      ok: true, report: { kind: 'room', roomSid: ROOM_SID, event: 'participant-join', sequence: 0, at: AT, callSid: CALL_SID, label: 'p', reason: null },
    });
  });

  test('of its end names nobody, and says why', () => {
    const { CallSid: _call, ParticipantLabel: _label, ...rest } = ROOM;
    expect(readRoomForm({ ...rest, StatusCallbackEvent: 'conference-end', ReasonConferenceEnded: 'last-participant-left' }))
      .toMatchObject({ report: { event: 'conference-end', callSid: null, label: null, reason: 'last-participant-left' } });
  });

  test('several problems are one sentence each', () => {
    expect(readRoomForm({ ...ROOM, ConferenceSid: 'x', Timestamp: 'x' })).toEqual({ ok: false, problem: 'ConferenceSid: no CF sid; Timestamp: Timestamp is no RFC 2822 date' });
  });
});
