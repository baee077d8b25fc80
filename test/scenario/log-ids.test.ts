import { expect } from 'vitest';
import { presses } from '../support/press-story.ts';
import { scenario } from '../support/scenario.ts';
import type { World } from '../support/world.ts';

/** Lines of one conference's life that do not say which it is. */
function nameless({ log }: World): string[] {
  const first = log.lines.findIndex(({ message }) => message === 'A conference was asked for');
  const id = log.lines[first]?.facts['conferenceId'];
  expect(id).toEqual(expect.any(String));
  return log.lines.slice(first).filter(({ facts }) => facts['conferenceId'] !== id).map(({ message }) => message);
}

scenario('Nothing goes well, and whoever looks for a conference in the log finds all of it', async ({ slack, phones, world }) => {
  world.log.expects('The job failed', 'Twilio did not say', 'The details of a conference could not be opened');
  world.slack.faults.plant({ path: 'chat.postMessage', times: 1, fault: { kind: 'rate-limit', retryAfterSeconds: 1 } });
  world.slack.faults.plant({ path: 'users.info', times: 2, fault: { kind: 'status', status: 500 } });
  world.slack.faults.plant({ path: 'dnd.teamInfo', times: 1, fault: { kind: 'status', status: 500 } });
  world.twilio.faults.plant({ path: '/Calls.json', method: 'POST', times: 1, fault: { kind: 'status', status: 503 } });
  await slack.as('ina').types('/conference Project Review @alice @bob');
  await slack.as('ina').reads('Ringing @Alice Ames and @Bob Berg, and you.');
  await phones.of('alice').answers();
  await phones.of('bob').declines();
  await phones.of('ina').answers();
  const general = slack.channel('general');
  await general.card('Project Review').shows('Alice Ames: in the room');
  world.slack.faults.plant({ path: 'views.open', times: 1, fault: { kind: 'status', status: 500 } });
  await presses(world, 'ina', 'Details', 'Project Review');
  await slack.as('ina').reads('Slack did not open the details in time. Please press again.');
  await general.thread('Project Review').says('Alice joined', 'Bob declined', 'Ina joined');
  expect(nameless(world)).toEqual([]);
  const ofCalls = world.log.lines.filter(({ message }) => /Calling contact|became of a call|never got the call/u.test(message));
  expect(ofCalls.length).toBeGreaterThanOrEqual(4);
  expect(ofCalls.filter(({ facts }) => typeof facts['callId'] !== 'string')).toEqual([]);
}, { settings: { TWILIO_TIMEOUT_MS: '10000' } });
