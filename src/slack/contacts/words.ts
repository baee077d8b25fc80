/** What the views of the phone book are called by, and what is on them. */
export const VIEW = { list: 'contacts', contact: 'contacts-contact', removeContact: 'contacts-remove', groups: 'contacts-groups', group: 'contacts-group', removeGroup: 'contacts-remove-group', import: 'contacts-import' } as const;

export const DO = {
  /** Opens the phone book: a button of the App Home. */
  open: 'contacts',
  search: 'contacts-search', previous: 'contacts-previous', next: 'contacts-next',
  add: 'contacts-add', withContact: 'contacts-do', groups: 'contacts-groups', import: 'contacts-import', export: 'contacts-export',
  addGroup: 'contacts-add-group', withGroup: 'contacts-do-group', previousGroups: 'contacts-groups-previous', nextGroups: 'contacts-groups-next',
} as const;

/** The inputs, each in a block of the same name. */
export const FIELD = {
  name: 'contact-name', slackUser: 'contact-slack-user', number: 'contact-number', secondNumber: 'contact-second-number', note: 'contact-note',
  groupName: 'group-name', slackUsers: 'group-slack-users', file: 'contacts-file',
} as const;

/** As many as can be read at a glance; Slack takes a hundred blocks a view. */
export const PER_PAGE = 15;
