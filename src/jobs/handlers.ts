import { applyCallbacks } from '../conference/apply-callbacks.ts';
import { askToPress1 } from '../conference/ask-to-press-1.ts';
import { askHost } from '../conference/ask-host.ts';
import { carryOutControl } from '../conference/carry-out-control.ts';
import { callWithCode } from '../conference/call-with-code.ts';
import type { Context } from '../conference/context.ts';
import { endAtLimit } from '../conference/end-at-limit.ts';
import { endWhenAlone } from '../conference/end-when-alone.ts';
import { erasePerson } from '../conference/erase-person.ts';
import { exportBook } from '../conference/export-book.ts';
import { exportCosts, exportHistory } from '../conference/export-ledger.ts';
import { giveUpAnnouncement } from '../conference/give-up-announcement.ts';
import { giveUpControl } from '../conference/give-up-control.ts';
import { giveUpStart } from '../conference/give-up-start.ts';
import { hangUpCall } from '../conference/hang-up-call.ts';
import { importBook } from '../conference/import-book.ts';
import { leaveOutUndecided } from '../conference/leave-out-undecided.ts';
import { offerExtension } from '../conference/offer-extension.ts';
import { placeCall } from '../conference/place-call.ts';
import { priceCalls } from '../conference/price-calls.ts';
import { publishHome } from '../conference/publish-home.ts';
import { publish } from '../conference/publish.ts';
import { reconcile } from '../conference/reconcile.ts';
import { resolvePeople } from '../conference/resolve-people.ts';
import { sayAnnouncement } from '../conference/say-announcement.ts';
import { sayGoodbye } from '../conference/say-goodbye.ts';
import { sweep } from '../conference/sweep.ts';
import { tellMinutes } from '../conference/tell-minutes.ts';
import { tellHost } from '../conference/tell-host.ts';
import { tellNativeCall } from '../conference/tell-native-call.ts';
import { tellProofRefused } from '../conference/tell-proof-refused.ts';
import type { JobDefinition, OfAnnouncement, OfCall, OfConference, OfControl, OfDial, OfErasure, OfImport, OfNothing, OfMonth, OfPerson, OfProof, OfProofDial } from './definitions.ts';
import {
  applyCallbacksJob, askHostJob, askToPress1Job, endAtLimitJob, endWhenAloneJob, sayGoodbyeJob, offerExtensionJob, hangUpJob, leaveOutUndecidedJob, placeCallJob, priceCallsJob, publishHomeJob, publishJob, reconcileJob, resolvePeopleJob, sweepJob, tellHostJob,
  callWithCodeJob, tellProofRefusedJob, importContactsJob, exportContactsJob, erasePersonJob, controlJob, announceJob, tellMinutesJob, exportCostsJob, exportHistoryJob, tellNativeCallJob,
} from './definitions.ts';
import type { OutboxWithDials } from './outbox.ts';
import type { Handler } from './worker.ts';

/** Which use case carries out which job. */
export interface Handlers {
  readonly ofConference: readonly Handler<OfConference>[];
  readonly ofPerson: readonly Handler<OfPerson>[];
  readonly ofMonth: readonly Handler<OfMonth>[];
  readonly ofErasure: readonly Handler<OfErasure>[];
  readonly ofNothing: readonly Handler<OfNothing>[];
  readonly ofDial: readonly Handler<OfDial>[];
  readonly ofCall: readonly Handler<OfCall>[];
  readonly ofProofDial: readonly Handler<OfProofDial>[];
  readonly ofProof: readonly Handler<OfProof>[];
  readonly ofImport: readonly Handler<OfImport>[];
  readonly ofControl: readonly Handler<OfControl>[];
  readonly ofAnnouncement: readonly Handler<OfAnnouncement>[];
}

export function handlers(context: Context, outbox: OutboxWithDials): Handlers {
  return {
    ofConference: [
      { ...does(resolvePeopleJob, context, resolvePeople), gaveUp: (conference) => giveUpStart(context, conference) },
      doesTogether(applyCallbacksJob, context, applyCallbacks),
      does(publishJob, context, publish),
      does(tellNativeCallJob, context, tellNativeCall),
      does(tellHostJob, context, tellHost),
      does(askHostJob, context, askHost),
      does(leaveOutUndecidedJob, context, leaveOutUndecided),
      does(endAtLimitJob, context, endAtLimit),
      does(endWhenAloneJob, context, endWhenAlone),
      does(offerExtensionJob, context, offerExtension),
      does(reconcileJob, context, reconcile),
      does(tellMinutesJob, context, tellMinutes),
      does(priceCallsJob, context, priceCalls),
    ],
    ofMonth: [does(exportCostsJob, context, exportCosts)],
    ofErasure: [does(erasePersonJob, context, erasePerson)],
    ofPerson: [does(publishHomeJob, context, publishHome), does(exportContactsJob, context, exportBook), does(exportHistoryJob, context, exportHistory)],
    ofNothing: [does(sweepJob, context, sweep)],
    ofDial: [{ job: placeCallJob, run: (call) => (outbox.isLate(call) ? outbox.dialLater(call) : placeCall(context, call)) }],
    ofCall: [does(hangUpJob, context, hangUpCall), does(askToPress1Job, context, askToPress1), does(sayGoodbyeJob, context, sayGoodbye)],
    ofProofDial: [{ job: callWithCodeJob, run: (proof) => (outbox.isLate(proof) ? outbox.callWithCodeLater(proof) : callWithCode(context, proof)) }],
    ofProof: [does(tellProofRefusedJob, context, tellProofRefused)],
    ofImport: [does(importContactsJob, context, importBook)],
    ofControl: [{ ...does(controlJob, context, carryOutControl), gaveUp: (control) => giveUpControl(context, control) }],
    ofAnnouncement: [{ ...does(announceJob, context, sayAnnouncement), gaveUp: (announcement) => giveUpAnnouncement(context, announcement) }],
  };
}

function does<Payload>(job: JobDefinition<Payload>, context: Context, useCase: (context: Context, payload: Payload) => Promise<void>): Handler<Payload> {
  return { job, run: (payload) => useCase(context, payload) };
}

function doesTogether<Payload>(job: JobDefinition<Payload>, context: Context, useCase: (context: Context, payloads: readonly Payload[]) => Promise<void>): Handler<Payload> {
  return { job, run: (payload) => useCase(context, [payload]), together: (payloads) => useCase(context, payloads) };
}
