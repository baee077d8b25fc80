import type { AppConfig } from '../config/config.ts';
import type { OpenTunnel, Tunnel } from './tunnel.ts';
import { TunnelProblem } from './tunnel.ts';

/** A configuration with an address Slack and Twilio can reach, and the tunnel that gives it, when one was wanted. */
export interface PublicAddress {
  readonly config: AppConfig;
  readonly tunnel: Tunnel | undefined;
}

/**
 * Opens the tunnel the configuration asks for, before the app starts: signatures are checked against its address.
 * @throws TunnelProblem when there is none to be had.
 */
export async function withPublicAddress(config: AppConfig, open: OpenTunnel): Promise<PublicAddress> {
  if (config.tunnel === undefined) return { config, tunnel: undefined };
  if (config.http.port === 0) throw new TunnelProblem('PORT is 0, and a tunnel needs to know the port before the app starts. Set PORT, for example to 5000.');
  const tunnel = await open(config.http.port, config.tunnel);
  return { config: { ...config, http: { ...config.http, apiUrl: tunnel.url } }, tunnel };
}
