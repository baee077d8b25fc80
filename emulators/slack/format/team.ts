import type { JsonObject } from '../json.ts';
import type { World } from '../world/world.ts';

export function teamUrl(world: World): string {
  return `https://${world.team.domain}.slack.com/`;
}

/** The team as `team.info` gives it. */
export function formatTeam(world: World): JsonObject {
  const icon = `https://avatars.example/${world.team.domain}`;
  return {
    id: world.team.id,
    name: world.team.name,
    url: teamUrl(world),
    domain: world.team.domain,
    email_domain: `${world.team.domain}.example`,
    icon: { image_34: `${icon}/34.png`, image_68: `${icon}/68.png`, image_132: `${icon}/132.png`, image_default: true },
    avatar_base_url: 'https://avatars.example/',
    is_verified: false,
  };
}
