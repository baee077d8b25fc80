import * as z from 'zod';
import type { Month } from '../domain/month.ts';
import { parseMonth } from '../domain/month.ts';

/** A kind of job: what it carries, how often it is tried, how many run at once in a process. */
export interface JobDefinition<Payload> {
  readonly name: string;
  /** What is not done as long as it does not run; an operator reads it. */
  readonly matters: string;
  readonly payload: z.ZodType<Payload>;
  /**
   * After a failure: the wait before each further try, in milliseconds. When the table is used up the job is dead: kept, and shown to
   * an operator. A wait the provider asked for (Retry-After) uses none of it up.
   */
  readonly retryDelays: readonly number[];
  /** Jobs of this kind one process runs at once. */
  readonly concurrency: number;
  /** Jobs one worker takes at once. It takes the next when all of them are done, so a slow one holds up its batch and no other. */
  readonly batch: number;
  /** What the payload becomes when the job is to run again at `at`, epoch milliseconds; the same when absent. */
  readonly again?: (payload: Payload, at: number) => Payload;
  /** When set, one job a key waits at most: a second one has nothing to add. */
  readonly coalesce?: (payload: Payload) => string;
  /** Whether one that waits also waits for the one of its key that runs: two at once would do the same thing twice. */
  readonly alone?: true;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** For what a person is waiting for: soon, then with patience, for some ten minutes in all. */
const WHILE_PEOPLE_WAIT = [SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];
/**
 * For what must happen however long it takes: an hour and more. Never more than half a minute apart, for one that waits absorbs all that follow:
 * a card is to be right within 60 s of the end of an outage, however long that was.
 */
const UNTIL_DONE = [SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, ...Array.from({ length: 130 }, () => 30 * SECOND)];

const ofConference = z.object({ conferenceId: z.string() });
const ofCall = z.object({ conferenceId: z.string(), callId: z.string() });

/** `due`: the slot it was given, epoch milliseconds. `lag`: how late it was before, for which it was given another one. */
const slot = z.object({ due: z.number(), lag: z.number().optional() });
const ofDial = ofCall.extend(slot.shape);

const ofProof = z.object({ proofId: z.string() });
const ofProofDial = ofProof.extend(slot.shape);

export type OfProof = z.infer<typeof ofProof>;
export type OfProofDial = z.infer<typeof ofProofDial>;
export type OfConference = z.infer<typeof ofConference>;
export type OfCall = z.infer<typeof ofCall>;
export type OfDial = z.infer<typeof ofDial>;
export type Slot = z.infer<typeof slot>;

/** Finds the people of a new conference and their numbers. */
export const resolvePeopleJob: JobDefinition<OfConference> = {
  name: 'resolve-people', matters: 'Nobody of this conference was rung, and nobody will be: its host was told to start it again.', payload: ofConference, retryDelays: WHILE_PEOPLE_WAIT, concurrency: 10, batch: 5,
};

/** Places one call, at most once. */
export const placeCallJob: JobDefinition<OfDial> = {
  name: 'place-call', matters: 'One person of this conference is not rung.', payload: ofDial, retryDelays: UNTIL_DONE, concurrency: 20, batch: 5,
  again: (payload, due) => ({ ...payload, due }),
};

/** Calls somebody with the code they asked for, at most once. Tried for some minutes: its code lasts ten. */
export const callWithCodeJob: JobDefinition<OfProofDial> = {
  name: 'call-with-code', matters: 'Somebody who wants to prove their number is not called with a code; they can ask for another.', payload: ofProofDial, retryDelays: WHILE_PEOPLE_WAIT,
  concurrency: 5, batch: 5, again: (payload, due) => ({ ...payload, due }),
};

/** Tells somebody why they are not called with a code. */
export const tellProofRefusedJob: JobDefinition<OfProof> = {
  name: 'tell-proof-refused', matters: 'Somebody waits for a call with a code, and was not told that none comes.', payload: ofProof, retryDelays: WHILE_PEOPLE_WAIT, concurrency: 5, batch: 5,
};

/** Cancels or hangs up one call of a conference that is over, or of somebody who was taken out. */
export const hangUpJob: JobDefinition<OfCall> = {
  name: 'hang-up', matters: 'A call of an ended conference, or of somebody who was taken out, may still be up, and cost.', payload: ofCall, retryDelays: UNTIL_DONE, concurrency: 10, batch: 5,
};

const seenIn = z.object({ viewId: z.string(), page: z.number() });
const ofControl = ofCall.extend({ mark: z.enum(['muted', 'onHold']), by: z.string(), seenIn: seenIn.nullable() });
export type OfControl = z.infer<typeof ofControl>;

/** For what is meant for this moment: a minute later nobody wants somebody muted who was to be. */
const FOR_THE_MOMENT = [SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 20 * SECOND];

/** Mutes one person or puts them on hold, or takes it back; one after the other, so that the last wish is the one that holds. */
export const controlJob: JobDefinition<OfControl> = {
  name: 'control', matters: 'Somebody in a room was not muted or put on hold, or still is.', payload: ofControl, retryDelays: FOR_THE_MOMENT, concurrency: 10, batch: 5,
  coalesce: ({ callId, mark }) => `${callId} ${mark}`, alone: true,
};

const ofAnnouncement = z.object({ announcementId: z.string() });
export type OfAnnouncement = z.infer<typeof ofAnnouncement>;

/** Has a sentence said to a room. */
export const announceJob: JobDefinition<OfAnnouncement> = {
  name: 'announce', matters: 'A sentence somebody announced was not said in the room.', payload: ofAnnouncement, retryDelays: FOR_THE_MOMENT, concurrency: 5, batch: 5,
};

/** Takes a call that sounds like a machine out of the room, to be asked to press 1. */
export const askToPress1Job: JobDefinition<OfCall> = {
  name: 'ask-to-press-1', matters: 'A voicemail box may be in the room until it hangs up by itself.', payload: ofCall, retryDelays: UNTIL_DONE, concurrency: 10, batch: 5,
};

/** Applies what Twilio told of one conference. */
export const applyCallbacksJob: JobDefinition<OfConference> = {
  name: 'apply-callbacks', matters: 'The card does not know what Twilio told; the reconciler finds most of it.', payload: ofConference, retryDelays: UNTIL_DONE, coalesce: ({ conferenceId }) => conferenceId,
  // A batch is one transaction, and two workers keep both database and process busy.
  concurrency: 200, batch: 100,
};

/** Brings the card in line with the state, and posts the thread lines that are not posted yet. */
export const publishJob: JobDefinition<OfConference> = {
  name: 'publish', matters: 'The card shows an older state, or its thread lacks lines.', payload: ofConference, retryDelays: UNTIL_DONE, concurrency: 10, batch: 5,
  coalesce: ({ conferenceId }) => conferenceId, alone: true,
};

/** Tells Slack's own call card who is in, and that it is over. */
export const tellNativeCallJob: JobDefinition<OfConference> = {
  name: 'tell-native-call', matters: "Slack's own call on the card shows an older state; the card itself is right.", payload: ofConference, retryDelays: UNTIL_DONE, concurrency: 5, batch: 5,
  coalesce: ({ conferenceId }) => conferenceId, alone: true,
};

/** Tells the host alone who is not rung and why. Until it is done: where nobody is rung they learn it nowhere else, and it is as true later. */
export const tellHostJob: JobDefinition<OfConference> = {
  name: 'tell-host', matters: 'The host was not told who is not rung.', payload: ofConference, retryDelays: UNTIL_DONE, concurrency: 10, batch: 5,
};

/** Asks the host what to do about those for whom it is night. */
export const askHostJob: JobDefinition<OfConference> = {
  name: 'ask-host', matters: 'The host was not asked about people for whom it is night; they are not rung.', payload: ofConference, retryDelays: WHILE_PEOPLE_WAIT, concurrency: 10, batch: 5,
};

/** Leaves out those about whom the host said nothing, where nobody was rung at all. */
export const leaveOutUndecidedJob: JobDefinition<OfConference> = {
  name: 'leave-out-undecided', matters: 'A conference in which nobody was rung stays open until MAX_CONFERENCE_MINUTES.', payload: ofConference, retryDelays: UNTIL_DONE, concurrency: 5, batch: 5,
};

/** Tells a conference that lasts long when it ends, and ends it then. Not `end-at-limit`: a queue of that name, older than this, lets several of a key wait, and no queue changes that. */
export const endAtLimitJob: JobDefinition<OfConference> = {
  name: 'watch-limit', matters: 'The conference may last longer than MAX_CONFERENCE_MINUTES; Twilio ends its calls at twice that, by TimeLimit.', payload: ofConference, retryDelays: UNTIL_DONE, concurrency: 5, batch: 5,
  coalesce: ({ conferenceId }) => conferenceId,
};

/** Ends a conference in which one person has been alone for long. */
export const endWhenAloneJob: JobDefinition<OfConference> = {
  name: 'end-when-alone', matters: 'Somebody may sit alone in a room for longer than ALONE_MINUTES, which costs.', payload: ofConference, retryDelays: UNTIL_DONE, concurrency: 5, batch: 5,
  coalesce: ({ conferenceId }) => conferenceId,
};

/** Tells whoever was alone so, and hangs up. */
export const sayGoodbyeJob: JobDefinition<OfCall> = {
  name: 'say-goodbye', matters: 'Somebody was not told why their conference ends; the line is hung up on all the same.', payload: ofCall, retryDelays: FOR_THE_MOMENT, concurrency: 5, batch: 5,
};

/** Offers the host to extend a conference that ends soon. */
export const offerExtensionJob: JobDefinition<OfConference> = {
  name: 'offer-extension', matters: 'The host was not asked whether to extend a conference; its card has the button, too.', payload: ofConference, retryDelays: FOR_THE_MOMENT, concurrency: 5, batch: 5,
};

/** Asks Twilio for the truth about one conference, again and again until it is settled. */
export const reconcileJob: JobDefinition<OfConference> = {
  name: 'reconcile', matters: 'What callbacks did not tell of this conference is not known.', payload: ofConference, retryDelays: UNTIL_DONE, concurrency: 10, batch: 5, coalesce: ({ conferenceId }) => conferenceId,
};

/** Has the card of a conference that goes on say once a minute how many minutes were talked, and what they cost about. */
export const tellMinutesJob: JobDefinition<OfConference> = {
  name: 'tell-minutes', matters: 'The card of this conference does not say by itself how many minutes were talked.', payload: ofConference, retryDelays: UNTIL_DONE, concurrency: 5, batch: 5,
  coalesce: ({ conferenceId }) => conferenceId,
};

/** Asks Twilio what the calls of a conference cost. Its own table is in the use case; this one is for a Twilio that is away when it should have the last word. */
export const priceCallsJob: JobDefinition<OfConference> = {
  name: 'price-calls', matters: 'What this conference cost is not known, or not all of it.', payload: ofConference, retryDelays: [MINUTE, 5 * MINUTE, 15 * MINUTE, ...Array.from({ length: 48 }, () => HOUR)], concurrency: 4, batch: 2,
  coalesce: ({ conferenceId }) => conferenceId, alone: true,
};

const ofPerson = z.object({ teamId: z.string(), slackUserId: z.string() });
export type OfPerson = z.infer<typeof ofPerson>;

/** Writes the App Home of one person who looks at it. */
export const publishHomeJob: JobDefinition<OfPerson> = {
  name: 'publish-home', matters: 'The Home of one person shows an older state until they open it again.', payload: ofPerson, retryDelays: WHILE_PEOPLE_WAIT, concurrency: 4, batch: 2,
  coalesce: ({ teamId, slackUserId }) => `${teamId} ${slackUserId}`, alone: true,
};

const ofErasure = z.object({
  teamId: z.string(),
  subject: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('slack-user'), slackUserId: z.string(), numberHashes: z.array(z.string()).readonly().optional() }), z.object({ kind: z.literal('number'), numberHashes: z.array(z.string()).readonly() }),
  ]),
});
export type OfErasure = z.infer<typeof ofErasure>;

/** Erases somebody from phone book and history, once every conference with them is settled. */
export const erasePersonJob: JobDefinition<OfErasure> = {
  name: 'erase-person', matters: 'Somebody who asked to be erased still stands in phone book or history.', payload: ofErasure, retryDelays: UNTIL_DONE, concurrency: 1, batch: 1,
  coalesce: ({ teamId, subject }) => `${teamId} ${subject.kind === 'slack-user' ? subject.slackUserId : subject.numberHashes.join(' ')}`,
};

const ofImport = z.object({ teamId: z.string(), importId: z.string() });
export type OfImport = z.infer<typeof ofImport>;

/** Imports a file into the phone book and tells whoever gave it. */
export const importContactsJob: JobDefinition<OfImport> = {
  name: 'import-contacts', matters: 'A file was not imported into the phone book, and whoever gave it waits for an answer.', payload: ofImport, retryDelays: WHILE_PEOPLE_WAIT,
  concurrency: 1, batch: 1,
};

/** Makes a file of the phone book for somebody who may have it. */
export const exportContactsJob: JobDefinition<OfPerson> = {
  name: 'export-contacts', matters: 'Somebody did not get the file of the phone book they asked for.', payload: ofPerson, retryDelays: WHILE_PEOPLE_WAIT, concurrency: 1, batch: 1,
  coalesce: ({ teamId, slackUserId }) => `${teamId} ${slackUserId}`,
};

const ofMonth = ofPerson.extend({ month: z.custom<Month>((value) => typeof value === 'string' && parseMonth(value) !== null) });
export type OfMonth = z.infer<typeof ofMonth>;

/** Makes a file of a month's costs for somebody. */
export const exportCostsJob: JobDefinition<OfMonth> = {
  name: 'export-costs', matters: 'Somebody did not get the file of costs they asked for.', payload: ofMonth, retryDelays: WHILE_PEOPLE_WAIT, concurrency: 1, batch: 1,
  coalesce: ({ teamId, slackUserId, month }) => `${teamId} ${slackUserId} ${month}`,
};

/** Makes a file of the conferences somebody was part of. */
export const exportHistoryJob: JobDefinition<OfPerson> = {
  name: 'export-history', matters: 'Somebody did not get the file of past conferences they asked for.', payload: ofPerson, retryDelays: WHILE_PEOPLE_WAIT, concurrency: 1, batch: 1,
  coalesce: ({ teamId, slackUserId }) => `${teamId} ${slackUserId}`,
};

const nothing = z.object({});
export type OfNothing = z.infer<typeof nothing>;

/** Looks for what was forgotten, again and again. Its waits never end: without it the app has no net. */
export const sweepJob: JobDefinition<OfNothing> = {
  name: 'sweep', matters: 'Work whose job was lost is not found.', payload: nothing, retryDelays: Array.from({ length: 10_000 }, () => MINUTE), concurrency: 1, batch: 1,
  coalesce: () => 'the only one',
};

/** Every kind of job there is. */
export const ALL_JOBS = [
  resolvePeopleJob, placeCallJob, hangUpJob, askToPress1Job, applyCallbacksJob, publishJob, tellHostJob, askHostJob, leaveOutUndecidedJob, endAtLimitJob, endWhenAloneJob, sayGoodbyeJob, offerExtensionJob, reconcileJob, priceCallsJob, publishHomeJob, sweepJob,
  callWithCodeJob, tellProofRefusedJob, importContactsJob, exportContactsJob, erasePersonJob, controlJob, announceJob, tellMinutesJob, exportCostsJob, exportHistoryJob, tellNativeCallJob,
];
