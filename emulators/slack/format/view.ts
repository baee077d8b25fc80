import { text, type JsonObject } from '../json.ts';
import type { View } from '../world/entities.ts';
import type { World } from '../world/world.ts';

/** A view as views.* answer it and interactions carry it. */
export function formatView(world: World, view: View): JsonObject {
  const { payload } = view;
  return {
    id: view.id,
    team_id: world.team.id,
    type: view.type,
    blocks: payload['blocks'],
    private_metadata: text(payload['private_metadata']) ?? '',
    callback_id: text(payload['callback_id']) ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: payload['title'] ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: payload['clear_on_close'] === true,
    notify_on_close: payload['notify_on_close'] === true,
    close: payload['close'] ?? null,
    submit: payload['submit'] ?? null,
    previous_view_id: view.previousId ?? null,
    root_view_id: view.rootId,
    app_id: world.settings.appId,
    external_id: text(payload['external_id']) ?? '',
    app_installed_team_id: world.team.id,
    bot_id: world.settings.botId,
    ...(view.type === 'modal' && payload['submit_disabled'] === true ? { submit_disabled: true } : {}),
  };
}
