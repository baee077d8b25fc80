import { describe, expect, test } from 'vitest';
import type { Invitee, NotRung } from '../../domain/command-text.ts';
import { help, ringing, tooManyPeople } from './command-replies.ts';

const alice: Invitee = { kind: 'slack-user', userId: 'U1' };
const ina: Invitee = { kind: 'slack-user', userId: 'U0' };
const group: Invitee = { kind: 'user-group', groupId: 'S1' };
const guest: Invitee = { kind: 'outside-number', raw: '+1 (415) 555-0100' };

function said(invitees: readonly Invitee[], isRung = true, notRung: readonly NotRung[] = []): string {
  return ringing({ kind: 'start', name: null, invitees, notRung }, { userId: 'U0', isRung });
}

describe('the answer to a command', () => {
  test('names whom it rings, and no number', () => {
    expect(said([alice, group, guest])).toBe('Ringing <@U1>, <!subteam^S1> and +1•••••••00, and you.');
  });

  test('says "you" once to a host who named themselves', () => {
    expect([said([alice, ina]), said([ina, alice], false), said([ina])]).toEqual(['Ringing <@U1>, and you.', 'Ringing <@U1>, and you.', 'Ringing you.']);
  });

  test('leaves out a host who is not rung', () => {
    expect(said([alice], false)).toBe('Ringing <@U1>.');
  });

  test('explains what rings nobody, without its markup', () => {
    expect(said([alice], true, [{ kind: 'unescaped-mention', text: '@<b>' }, { kind: 'broadcast', text: '@here' }, { kind: 'not-a-number', text: 'tel' }])).toBe([
      'Ringing <@U1>, and you.', 'Not rung: @&lt;b&gt;. Slack did not tell me who that is; pick the person from the list it offers while you type.',
      'Not rung: @here. I never ring a whole channel; name the people, or a user group.', 'Not rung: tel. That is no phone number; write it like +14155550100.',
    ].join('\n'));
  });

  test('of help names the limit', () => {
    expect(help(50)).toContain('Up to 50 people.');
    expect(tooManyPeople(51, 50)).toContain('51 people on the phone, and a conference takes at most 50');
  });
});
