import { ModalStory } from './modal-story.ts';
import type { Story } from './scenario.ts';
import type { World } from './world.ts';

/** Costs or history as somebody has them before them. */
export class LedgerModal extends ModalStory {
  readonly #world: World;
  readonly #by: string;

  constructor({ world }: { readonly world: World }, who: string) {
    super({ world }, who);
    this.#world = world;
    this.#by = who;
  }

  async presses(button: string): Promise<void> {
    await this.#world.until(() => this.buttons.includes(button), () => `there is a button "${button}"; there is: ${this.buttons.join(', ')}`, 5_000);
    await this.#world.slack.as(this.#by).presses(button);
    await this.#world.settle();
  }
}

/** Types `/conference costs` or `/conference history`. */
export async function opensLedger(story: Story, who: string, typed: string): Promise<LedgerModal> {
  await story.slack.as(who).types(typed);
  return new LedgerModal(story, who);
}

/** The text of the file that was sent last under a title. */
export function fileSent({ slack }: World, title: string): string {
  const file = [...slack.world.files.values()].findLast((one) => one.title === title);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file?.bytes);
}

/** A conference as it is found in the tables, with the calls of one person each; for histories nobody could live through in a test. */
export interface PastConference {
  readonly id: string;
  readonly teamId?: string;
  readonly host: string;
  readonly channel?: string;
  readonly name?: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly settled?: boolean;
  readonly priced?: boolean;
  readonly people: readonly PastPerson[];
}

export interface PastPerson {
  readonly userId?: string;
  readonly name: string;
  readonly calls: readonly PastCall[];
}

export interface PastCall {
  readonly seconds: number;
  /** As a decimal; null for none. */
  readonly price: string | null;
  readonly unit?: string;
  /** How it can be known that somebody was on the phone. */
  readonly known?: 'answered' | 'presence' | 'status' | 'not-at-all';
}

/** Over only then: until it is all there, nothing is to be done about it. */
const NOT_YET = Date.UTC(2100, 0, 1);

/** Puts a conference that was into the tables. */
export async function wasOnce({ database, slack }: Pick<World, 'database' | 'slack'>, past: PastConference): Promise<void> {
  const { id, teamId = slack.world.team.id, host, channel = 'C0GENERAL01', name = 'Review', at, settled = true, priced = true, people } = past;
  const time = (ms: number): string => `'${new Date(ms).toISOString()}'`;
  const text = (value: string | null): string => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`);
  const end = at + 3_600_000;
  await database.query(`INSERT INTO conference (id, team_id, channel_id, host_user_id, trigger_id, name, room_name, invited, state, requested_at, people_known_at, live_at, ended_at, end_reason, settled, priced, prices_given_up, card_lost)
    VALUES (${text(id)}, ${text(teamId)}, ${text(channel)}, ${text(host)}, ${text(id)}, ${text(name)}, ${text(`room ${id}`)}, '', ${settled ? "'ended'" : "'live'"}, ${time(at)}, ${time(at)}, ${time(at)},
      ${time(NOT_YET)}, ${settled ? "'everyone-left'" : 'NULL'}, true, true, ${String(priced)}, 'told')`);
  for (const [position, { userId = null, name: who, calls }] of people.entries()) {
    const personId = `${id} ${position}`;
    await database.query(`INSERT INTO participant (id, conference_id, team_id, position, slack_user_id, name, short_name, is_host, state) VALUES (${text(personId)}, ${text(id)}, ${text(teamId)}, ${position}, ${text(userId)}, ${text(who)}, ${text(who)}, false, 'left')`);
    for (const [index, { seconds, price, unit = 'USD', known = 'answered' }] of calls.entries()) {
      const presence = known === 'presence' ? JSON.stringify([{ kind: 'join', roomSid: 'CF1', sequence: 1, at }]) : '[]';
      await database.query(`INSERT INTO call (id, conference_id, team_id, participant_id, position, "placing", sid, status, answered_at, ended_at, presence, price, price_unit)
        VALUES (${text(`${personId} ${index}`)}, ${text(id)}, ${text(teamId)}, ${text(personId)}, ${index}, 'placed', ${text(`CA ${personId} ${index}`)}, ${known === 'not-at-all' ? "'busy'" : known === 'presence' ? 'NULL' : "'completed'"},
          ${known === 'answered' ? time(at) : 'NULL'}, ${time(at + seconds * 1_000)}, '${presence}', ${price ?? 'NULL'}, ${price === null ? 'NULL' : text(unit)})`);
    }
  }
  // Last of all: on Postgres the app works beside these statements, and erases what is old, or asks Twilio about what is not settled.
  await database.query(`UPDATE conference SET ended_at = ${settled ? time(end) : 'NULL'}, settled = ${String(settled)}, priced = ${String(priced)} WHERE id = ${text(id)}`);
}
