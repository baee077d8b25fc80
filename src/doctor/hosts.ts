import { BlockList, isIP } from 'node:net';

/** Addresses nobody outside of a machine or a network reaches (IANA special-purpose registries). */
const PRIVATE = new BlockList();
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.168.0.0', 16]] as const) PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::', 127], ['fc00::', 7], ['fe80::', 10]] as const) PRIVATE.addSubnet(net, bits, 'ipv6');

/** Whether an IP address can be reached from this machine or its network alone. */
export function isPrivateAddress(address: string): boolean {
  const kind = isIP(address);
  return kind !== 0 && PRIVATE.check(address, kind === 4 ? 'ipv4' : 'ipv6');
}

/** Whether a host means this machine or its network by its very name: localhost, 192.168.1.5, box.local. */
export function isLocalHost(host: string): boolean {
  const name = host.replace(/^\[|\]$/gu, '').toLowerCase();
  return name === 'localhost' || /\.(?:localhost|local|internal|lan)$/u.test(name) || isPrivateAddress(name);
}
