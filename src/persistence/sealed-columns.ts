/** A table with columns the cipher wrote. */
export interface SealedTable {
  readonly table: string;
  /** Its key. */
  readonly id: readonly string[];
  readonly columns: readonly SealedColumn[];
}

export interface SealedColumn {
  readonly sealed: string;
  /** Where the keyed hash of the sealed number is, by which it is found. */
  readonly hash?: string;
}

/**
 * Everything that is sealed, for whoever writes it anew with another key. `dial_turn` and `recent_ring` hold hashes alone, which nobody can make
 * anew without the number; the sweep erases them after an hour. A test finds what is sealed and not listed here.
 */
export const SEALED_TABLES: readonly SealedTable[] = [
  { table: 'contact', id: ['id'], columns: [{ sealed: 'number', hash: 'number_hash' }, { sealed: 'second_number', hash: 'second_number_hash' }, { sealed: 'note' }] },
  { table: 'person', id: ['team_id', 'slack_user_id'], columns: [{ sealed: 'proved_number', hash: 'proved_number_hash' }] },
  { table: 'number_proof', id: ['id'], columns: [{ sealed: 'number', hash: 'number_hash' }, { sealed: 'code' }] },
  { table: 'participant', id: ['id'], columns: [{ sealed: 'number' }, { sealed: 'second_number' }] },
  { table: 'conference', id: ['id'], columns: [{ sealed: 'invited' }, { sealed: 'response_url' }] },
  { table: 'announcement', id: ['id'], columns: [{ sealed: 'text' }] },
  { table: 'conference_draft', id: ['team_id', 'view_id'], columns: [{ sealed: 'draft' }] },
  { table: 'found_so_far', id: ['conference_id', 'slack_user_id'], columns: [{ sealed: 'person' }] },
];
