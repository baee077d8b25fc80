import type { JsonObject } from '../json.ts';
import type { StoredFile } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { teamUrl } from './team.ts';

/** A file as files.completeUploadExternal and messages give it. */
export function formatFile(world: World, file: StoredFile): JsonObject {
  const extension = file.name.includes('.') ? (file.name.split('.').at(-1) ?? '') : '';
  const address = `${world.filesUrl}/files-pri/${world.team.id}-${file.id}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: extension,
    pretty_type: extension.toUpperCase(),
    user: file.user,
    user_team: world.team.id,
    editable: false,
    size: file.bytes?.length ?? file.size,
    mode: 'hosted',
    is_external: false,
    external_type: '',
    is_public: file.shared !== undefined && world.channels.get(file.shared.channel)?.kind === 'public',
    public_url_shared: false,
    display_as_bot: false,
    username: '',
    url_private: `${address}/${file.name}`,
    url_private_download: `${address}/download/${file.name}`,
    permalink: `${teamUrl(world)}files/${file.user}/${file.id}/${file.name}`,
    permalink_public: `https://slack-files.com/${world.team.id}-${file.id}`,
    channels: file.shared === undefined ? [] : [file.shared.channel],
    groups: [],
    ims: [],
    has_rich_preview: false,
    file_access: 'visible',
  };
}
