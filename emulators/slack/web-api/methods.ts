import { apps } from './apps.ts';
import { auth } from './auth.ts';
import { calls } from './calls.ts';
import { chat } from './chat.ts';
import { conversations } from './conversations.ts';
import { dnd } from './dnd.ts';
import { files } from './files.ts';
import { history } from './history.ts';
import type { Method } from './method.ts';
import { oauth } from './oauth.ts';
import { usergroups } from './usergroups.ts';
import { users } from './users.ts';
import { views } from './views.ts';

/** Every method the emulator answers; all others are unknown to it and noted as surprises. */
export const METHODS: ReadonlyMap<string, Method> = new Map(
  [...auth, ...apps, ...oauth, ...users, ...usergroups, ...dnd, ...conversations, ...history, ...chat, ...views, ...calls, ...files].map((method) => [method.name, method]),
);
