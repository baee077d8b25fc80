/** A public address that leads to a port of this machine. */
export interface Tunnel {
  /** https, without a trailing slash. */
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a tunnel. @throws TunnelProblem when there is none to be had. */
export type OpenTunnel = (port: number, settings: { readonly authtoken: string; readonly domain: string | undefined }) => Promise<Tunnel>;

/** Why there is no tunnel, in a sentence for whoever starts the app. */
export class TunnelProblem extends Error {
  override readonly name = 'TunnelProblem';
}
