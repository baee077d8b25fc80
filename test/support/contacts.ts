import { randomUUID } from 'node:crypto';
import { createCipher } from '../../src/persistence/cipher.ts';
import { sealNumber } from '../../src/persistence/rows.ts';
import type { World } from './world.ts';

/** Somebody of the phone book: a Slack user by id, or an outside person by name alone. */
export interface NewContact {
  readonly slackUserId?: string;
  readonly name: string;
  /** E.164. */
  readonly number: string;
  readonly extension?: string;
}

/** Writes somebody into the phone book of the workspace, sealed as the app seals it. */
export async function addContact({ config, database, slack }: World, { slackUserId, name, number, extension }: NewContact): Promise<void> {
  const cipher = createCipher(config.database.encryptionKey);
  await database.query(
    'INSERT INTO contact (id, team_id, slack_user_id, name, number, number_hash) VALUES ($1, $2, $3, $4, $5, $6)',
    [randomUUID(), slack.world.team.id, slackUserId ?? null, name, sealNumber({ e164: number, extension: extension ?? null }, cipher), cipher.hash(number)],
  );
}
