import { memo } from 'react';
import { Message } from 'slack-blocks-to-jsx';
import type { Team } from '../api.ts';
import { useDesk } from '../desk/desk.ts';
import type { JsonObject } from './json.ts';

type LibraryBlock = Parameters<typeof Message>[0]['blocks'][number];

/** Slack's mrkdwn as people read it: names for ids, emoji, links. */
export function Markup({ text }: { readonly text: string }) {
  const { team, theme } = useDesk();
  return <Rendered json={JSON.stringify({ type: 'section', text: { type: 'mrkdwn', text } })} team={team} theme={theme} />;
}

/** Blocks nobody can act on, as the library draws them: rich text, markdown, images. */
export function DisplayBlock({ block }: { readonly block: JsonObject }) {
  const { team, theme } = useDesk();
  return <Rendered json={JSON.stringify(block)} team={team} theme={theme} />;
}

/** Reading markup takes the library half a millisecond a line, and a channel is drawn anew on every change: what says the same is kept. */
const Rendered = memo(function Rendered({ json, team, theme }: { readonly json: string; readonly team: Team; readonly theme: 'light' | 'dark' }) {
  const data = {
    users: team.users.map(({ id, displayName }) => ({ id, name: displayName })),
    channels: team.channels.map(({ id, name }) => ({ id, name })),
    user_groups: team.groups.map(({ id, handle }) => ({ id, name: handle, handle })),
  };
  return <div className="markup"><Message blocks={[JSON.parse(json) as LibraryBlock]} name="" logo="" theme={theme} withoutWrapper data={data} /></div>;
});
