import type { OpenTunnel } from './tunnel.ts';
import { TunnelProblem } from './tunnel.ts';

/** As much of @ngrok/ngrok as is used here. */
export interface NgrokModule {
  forward(settings: { addr: string; authtoken: string; domain?: string }): Promise<{ url(): string | null; close(): Promise<void> }>;
}

const INSTEAD = 'Set API_URL to an address of your own (docs/tunnels.md), or take NGROK_AUTHTOKEN away.';

/** The package is optional: it has a part for each platform, and production needs none of it. So nothing of it is read before a tunnel is wanted. */
async function loadNgrok(): Promise<NgrokModule> {
  const { default: ngrok } = await import('@ngrok/ngrok');
  return ngrok;
}

/** Opens tunnels with ngrok's own SDK. @param load gives it; a test has one of its own. */
export function ngrokTunnels(load: () => Promise<NgrokModule> = loadNgrok): OpenTunnel {
  return async (port, { authtoken, domain }) => {
    const ngrok = await load().catch((error: unknown) => {
      throw new TunnelProblem(`NGROK_AUTHTOKEN is set, and the package @ngrok/ngrok is not there for this machine. \`npm ci\` installs it unless it was told to leave optional packages out. ${INSTEAD}`, { cause: error });
    });
    const listener = await ngrok.forward({ addr: `127.0.0.1:${port}`, authtoken, ...(domain === undefined ? {} : { domain }) }).catch((error: unknown) => {
      // ngrok's own words say what is wrong (ERR_NGROK_105: the token); they can name the token, which has no place on a screen.
      throw new TunnelProblem(`ngrok opened no tunnel: ${(error instanceof Error ? error.message : String(error)).replaceAll(authtoken, '•••')}. ${INSTEAD}`, { cause: error });
    });
    const url = listener.url();
    if (url === null) {
      await listener.close();
      throw new TunnelProblem(`ngrok opened a tunnel without an address. ${INSTEAD}`);
    }
    return { url: url.replace(/\/+$/u, ''), close: () => listener.close() };
  };
}
