import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { isLoopback, reachableHost } from '../../config/hosts.js';
import { OwnMachineOnlyError } from './own-machine-only.error.js';

/** Accepted values of `Host` and `Origin`. */
export interface OwnNames {
  /** Where the server listens. */
  host: string;
  publicUrl: string;
  corsOrigins: readonly string[];
}

/**
 * Whether a request comes from this machine and not from a foreign web page. A browser on this machine runs foreign
 * pages: one could post here (`Origin`), or let its own name resolve to this machine (`Host`).
 */
export function isFromOwnMachine({ socket, headers }: IncomingMessage, names: OwnNames): boolean {
  const { remoteAddress = '', localAddress } = socket;
  const isOwnPeer = isLoopback(remoteAddress) || (remoteAddress !== '' && remoteAddress === localAddress);
  return (
    isOwnPeer &&
    forwardedFor(headers).every(isLoopback) &&
    isOwnHost(headers.host, names) &&
    isOwnOrigin(headers, names)
  );
}

/** Refuses other requests with 403 `OWN_MACHINE_ONLY`. */
export const ownMachineOnly =
  (names: OwnNames): RequestHandler =>
  (request, _response, next) =>
    next(isFromOwnMachine(request, names) ? undefined : new OwnMachineOnlyError());

/** Forwarding headers of any proxy count: a forged one can only lock out its sender. */
function forwardedFor(headers: IncomingMessage['headers']): string[] {
  const { 'x-forwarded-for': listed = '', 'x-real-ip': real = '', forwarded = '' } = headers;
  const addresses = [listed, real].flat().flatMap((list) => list.split(','));
  // RFC 7239: for=192.0.2.1, for="[2001:db8::1]:4711"
  const named = [...forwarded.matchAll(/\bfor="?\[?([^\]",;]*)/gi)].map(([, address = '']) => address);
  return [...addresses, ...named].map((address) => address.trim()).filter((address) => address !== '');
}

function isOwnHost(host: string | undefined, { host: listensOn, publicUrl }: OwnNames): boolean {
  if (host === undefined || !URL.canParse(`http://${host}`)) return false;
  const { hostname } = new URL(`http://${host}`);
  return isLoopback(hostname) || hostname === reachableHost(listensOn) || hostname === new URL(publicUrl).hostname;
}

function isOwnOrigin({ origin, host }: IncomingMessage['headers'], { corsOrigins }: OwnNames): boolean {
  if (origin === undefined || corsOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
