/** What came of reaching into a room: they, or the room, may have gone a moment before; or it has not started, for only one person is in it. */
export type ControlOutcome = 'done' | 'gone' | 'too-early';

/** Somebody in one of Twilio's rooms. */
export interface InRoom {
  readonly roomSid: string;
  readonly callSid: string;
}

/** What Twilio can do to somebody in a room, and to the room. Each may be asked twice, but for `announce`. Throws RateLimited or Unavailable. */
export interface RoomControls {
  mute(who: InRoom, on: boolean): Promise<ControlOutcome>;
  /** On hold they hear music and nobody hears them. */
  hold(who: InRoom, on: boolean): Promise<ControlOutcome>;
  /** Plays what an address of ours says to everybody in the room, once. */
  announce(roomSid: string, announcementId: string): Promise<ControlOutcome>;
}
