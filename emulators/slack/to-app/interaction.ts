import { typeOf, type JsonObject } from '../json.ts';
import type { User } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { deliver, type Outcome } from './deliver.ts';
import type { Wire } from './wire.ts';
import type { DeliveryKind } from './delivery-faults.ts';

/** Sends an interaction: one form field `payload` with JSON in it. Source: docs.slack.dev/interactivity/handling-user-interaction. */
export function sendInteraction(wire: Wire, payload: JsonObject, kind: DeliveryKind = 'interaction'): Promise<Outcome> {
  return deliver(wire, {
    kind,
    name: typeOf(payload),
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    decoded: payload,
  });
}

/** What all interactions begin with. The team is the person's own: another one than ours for Slack Connect people. */
export function envelope(world: World, type: string, user: User): Record<string, JsonObject[string]> {
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: world.settings.appId,
    token: world.settings.verificationToken,
    team: { id: user.teamId, domain: user.teamId === world.team.id ? world.team.domain : 'partner' },
    enterprise: null,
    is_enterprise_install: false,
  };
}
