/** Who may change the phone book of a workspace (`CONTACTS_ADMINS`); everybody may use it. */
export type ContactsAdmins = { readonly who: 'everyone' } | { readonly who: 'admins' } | { readonly who: 'group'; readonly groupId: string };
