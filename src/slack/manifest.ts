import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

const FILE = fileURLToPath(new URL('../../manifest.yml', import.meta.url));
/** What stands in the place of the host in manifest.yml. */
const PLACEHOLDER = 'https://conference.example';
/** Opens the form that creates an app, filled in (docs app-manifests/configuring-apps-with-app-manifests, "Sharing manifests"). */
const CREATE = 'https://api.slack.com/apps?new_app=1&manifest_yaml=';

const withScopes = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });

/** manifest.yml as it is, with its comments. */
export function manifestText(): string {
  return readFileSync(FILE, 'utf8');
}

/** The bot scopes manifest.yml asks for. */
export function manifestScopes(): readonly string[] {
  return withScopes.parse(parse(manifestText())).oauth_config.scopes.bot;
}

/**
 * The manifest for an address, without comments, and the link that creates the app from it.
 * @param apiUrl https, without a trailing slash.
 */
export function manifestFor(apiUrl: string): { readonly yaml: string; readonly link: string } {
  const yaml = stringify(parse(manifestText().replaceAll(PLACEHOLDER, apiUrl)));
  return { yaml, link: `${CREATE}${encodeURIComponent(yaml)}` };
}
