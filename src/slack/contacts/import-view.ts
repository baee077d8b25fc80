import type { ModalView } from '@slack/types';
import type { Look } from './look.ts';
import { writeLook } from './look.ts';
import { input, section } from './parts.ts';
import { FIELD, VIEW } from './words.ts';
import { plain } from '../messages/text.ts';

/** Takes a file of contacts. */
export function importView(look: Look): ModalView {
  return {
    type: 'modal', callback_id: VIEW.import, title: plain('Import contacts'), submit: plain('Import'), close: plain('Cancel'), private_metadata: writeLook(look),
    blocks: [
      section([
        'A CSV file as Excel, Google or an export of this phone book writes it, at most 1 MB. Its first line names the columns: *name* and *number*, and if you like *second number*, *note*, *groups* (`Leads|On call`) and *slack user*.',
        'Who is in the phone book already is recognised by the Slack user or the number, and changed; everybody else is added. What is empty in the file stays as it is, and nobody is taken out of a group.',
        'All or nothing: if a line is wrong, nothing is imported, and I tell you in our direct messages what to put right.',
      ].join('\n')),
      input('File', { type: 'file_input', action_id: FIELD.file, filetypes: ['csv'], max_files: 1 }),
    ],
  };
}
