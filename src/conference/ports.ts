/** What the use cases need from the outside, by whom they need it from. */
export type { CardPlace, CardRecord, ConferenceStore, Decision, Invited, NewConference } from './ports/conference-store.ts';
export type { CallbackReport, CallbackStore, Explain, KeptCallback } from './ports/callback-store.ts';
export type { ConferenceDraft, Drafts } from './ports/drafts.ts';
export type { DialTurns } from './ports/dial-turns.ts';
export type { RecentRings } from './ports/recent-rings.ts';
export type { Pace, Upkeep } from './ports/upkeep.ts';
export type { ChangeEffects, Forgotten, Outbox, TransactionSql } from './ports/outbox.ts';
export type { Directory, GroupMembers, SlackPerson } from './ports/people.ts';
export type { Contact, ContactGroup, ContactToSave, Page, PhoneBook } from './ports/phone-book.ts';
export type { PeopleSettings, PersonSettings } from './ports/people-settings.ts';
export { NOTHING_SAID } from './ports/people-settings.ts';
export type { AskedCall, CallOrder, CodeCall, ListedCall, ListedRoom, PlaceOutcome, Telephony } from './ports/telephony.ts';
export type { ControlOutcome, InRoom, RoomControls } from './ports/room-controls.ts';
export type { Price, Prices } from './ports/prices.ts';
export type { CardMoved, Messenger, PostOutcome, UpdateOutcome } from './ports/messenger.ts';
export type { History, Home, HomeOutcome, Homes, HomeTab, MyNumber, OfPerson } from './ports/homes.ts';
export type { NewProof, NumberProofs, ProofOutcome, ProofPlacing, ProofToCall } from './ports/number-proofs.ts';
export type { Log } from './ports/log.ts';
