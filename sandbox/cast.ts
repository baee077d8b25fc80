import { z } from 'zod';
import { slackWorld } from '../emulators/slack/client.ts';
import { countryOfLocale, readPhoneNumber } from '../src/domain/phone-number.ts';

const teamSchema = z.looseObject({
  users: z.array(z.looseObject({
    id: z.string(), name: z.string(), displayName: z.string(), phone: z.string(), locale: z.string(), title: z.string(),
    botId: z.string().optional(), deleted: z.boolean(), isStranger: z.boolean(),
  })),
  groups: z.array(z.looseObject({ id: z.string(), handle: z.string(), disabled: z.boolean() })),
  channels: z.array(z.looseObject({ id: z.string(), name: z.string(), kind: z.string(), members: z.array(z.string()) })),
});

/** Somebody of the made-up team. */
export interface Member {
  readonly id: string;
  /** What is typed behind the @. */
  readonly handle: string;
  readonly fullName: string;
  readonly firstName: string;
  /** In E.164; undefined for who has none. */
  readonly number: string | undefined;
}

/** Who plays in the sandbox. */
export interface Cast {
  readonly members: readonly Member[];
  /** By handle or name, with or without @. @throws Error that names those there are. */
  member(who: string): Member;
  /** First name of whoever has the number, else the number. */
  nameOf(number: string): string;
  /** First name of whoever has the handle, else the handle: strangers and bots do things too. */
  nameOfHandle(handle: string): string;
  /** A command's text as it was typed: `@alice` for `<@U…>`. */
  asTyped(text: string): string;
}

/** Asks the emulated Slack who is in the team. Bots, strangers and whoever left do not play. */
export async function loadCast(slackUrl: string): Promise<Cast> {
  const { users, groups } = await loadTeam(slackUrl);
  const members = users.filter(({ botId, deleted, isStranger, id }) => botId === undefined && !deleted && !isStranger && id !== 'USLACKBOT')
    .map(({ id, name, displayName, phone, locale }): Member => ({
      id, handle: name, fullName: displayName, firstName: displayName.split(' ')[0] ?? displayName, number: numberIn(phone, locale),
    }));
  return {
    members,
    member: (who) => {
      const wanted = who.replace(/^@/u, '').toLowerCase();
      const found = members.find(({ handle, fullName, firstName }) => [handle, fullName, firstName].some((name) => name.toLowerCase() === wanted));
      if (found === undefined) throw new Error(`Nobody here is called "${who}". There is ${members.map(({ handle }) => handle).join(', ')}.`);
      return found;
    },
    nameOf: (number) => members.find((member) => member.number === number)?.firstName ?? number,
    nameOfHandle: (handle) => members.find((member) => member.handle === handle)?.firstName ?? handle,
    asTyped: (text) => text
      .replace(/<@([UW]\w+)(?:\|[^>]*)?>/gu, (_, id: string) => `@${users.find((user) => user.id === id)?.name ?? id}`)
      .replace(/<!subteam\^(S\w+)(?:\|[^>]*)?>/gu, (_, id: string) => `@${groups.find((group) => group.id === id)?.handle ?? id}`)
      .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  };
}

/** The emulated workspace as it says it is. */
export async function loadTeam(slackUrl: string): Promise<z.output<typeof teamSchema>> {
  return teamSchema.parse(await slackWorld(slackUrl).team());
}

function numberIn(phone: string, locale: string): string | undefined {
  const read = readPhoneNumber(phone, countryOfLocale(locale));
  return read.ok ? read.number.e164 : undefined;
}
