import type { JsonObject } from '../json.ts';

/** A person or a bot, as the workspace knows them. */
export interface User {
  readonly id: string;
  /** The workspace they belong to; another one than ours for Slack Connect people. */
  readonly teamId: string;
  /** The handle: what people type after `@`. */
  name: string;
  realName: string;
  displayName: string;
  /** As they wrote it into their profile: any notation, or empty. */
  phone: string;
  email: string;
  title: string;
  /** IETF, as `users.info` gives it with `include_locale`. */
  locale: string;
  /** IANA time zone. */
  tz: string;
  isAdmin: boolean;
  isOwner: boolean;
  deleted: boolean;
  /** From another workspace, known to us only through a shared channel: Slack withholds their data. */
  readonly isStranger: boolean;
  /** The Enterprise Grid organisation they belong to; absent for people of a workspace that is in none. */
  readonly enterprise?: { readonly id: string; readonly name: string };
  readonly botId?: string;
  /** Daily do-not-disturb by their own wall clock; absent when switched off. */
  dnd?: { readonly from: string; readonly to: string };
}

/** A user group ("@oncall"). */
export interface UserGroup {
  readonly id: string;
  handle: string;
  name: string;
  members: string[];
  disabled: boolean;
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim';

/** Any conversation: a channel, a direct message, a group direct message. */
export interface Channel {
  readonly id: string;
  name: string;
  readonly kind: ChannelKind;
  readonly creator: string;
  /** Epoch seconds. */
  readonly created: number;
  readonly members: Set<string>;
  archived: boolean;
  readonly general: boolean;
  /** Shared with another workspace by Slack Connect. */
  readonly externallyShared: boolean;
  topic: string;
  purpose: string;
  /** In the order they were posted, thread replies among them. */
  readonly messages: Message[];
}

/** What a message says. */
export interface Content {
  text: string;
  blocks?: readonly JsonObject[];
  attachments?: readonly JsonObject[];
  metadata?: JsonObject;
}

export interface Message extends Content {
  readonly ts: string;
  readonly channel: string;
  /** The author; the bot's user id when the app posted it. */
  readonly user: string;
  readonly botId?: string;
  readonly threadTs?: string;
  subtype?: string;
  edited?: { readonly user: string; readonly ts: string };
  files?: readonly StoredFile[];
  /** A reply that is shown in the channel as well (`reply_broadcast`). */
  readonly broadcast?: boolean;
}

/** A message that only one person sees, and that is gone when they reload. */
export interface Ephemeral extends Content {
  readonly ts: string;
  readonly channel: string;
  readonly forUser: string;
  readonly threadTs?: string;
  /** `slack` when Slack itself explains a failure. */
  readonly from: 'app' | 'slack';
  /** Slack's word for what went wrong with the app: `operation_timeout`, `http_service_error`, … */
  readonly error?: string;
}

export type ViewType = 'modal' | 'home';

/** A modal or a Home tab. */
export interface View {
  readonly id: string;
  readonly type: ViewType;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | undefined;
  /** What the app sent, with block ids and action ids filled in. */
  payload: JsonObject;
  hash: string;
  /** What the person filled in: block_id -> action_id -> state. */
  values: Record<string, Record<string, JsonObject>>;
  /** `response_action: errors`, by block_id. */
  errors: Record<string, string>;
  /** The conversation it was opened from: the default of `default_to_current_conversation`. */
  readonly openedFrom: string | undefined;
}

/** A call registered with calls.add. */
export interface SlackCall {
  readonly id: string;
  readonly externalUniqueId: string;
  externalDisplayId?: string;
  joinUrl: string;
  desktopAppJoinUrl?: string;
  title: string;
  readonly dateStart: number;
  readonly createdBy: string;
  users: JsonObject[];
  endedAt?: number;
  durationSeconds?: number;
}

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  title: string;
  readonly size: number;
  readonly user: string;
  readonly created: number;
  bytes?: Buffer;
  mimetype: string;
  shared?: { readonly channel: string; readonly ts: string; readonly threadTs?: string };
}

/** A `trigger_id`: three seconds, once. Source: docs.slack.dev/interactivity/handling-user-interaction. */
export interface Trigger {
  readonly id: string;
  readonly user: string;
  /** The conversation the person was in, if any. */
  readonly channel: string | undefined;
  /** The view they acted in, if any: views.push stands on it. */
  readonly viewId: string | undefined;
  readonly issuedAt: number;
  used: boolean;
}

/** A `response_url`: five uses in thirty minutes. Source: docs.slack.dev/interactivity/handling-user-interaction. */
export interface ResponseUrl {
  readonly path: string;
  readonly user: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  /** The message whose button was pressed: what `replace_original` and `delete_original` mean. */
  readonly original: { readonly ts: string; readonly ephemeral: boolean } | undefined;
  readonly issuedAt: number;
  uses: number;
}

/** Something with blocks on it that a person has before them. */
export type Surface =
  | { readonly kind: 'view'; readonly view: View }
  | { readonly kind: 'message'; readonly channel: Channel; readonly message: Message }
  | { readonly kind: 'ephemeral'; readonly channel: Channel; readonly message: Ephemeral };
