import { connect } from 'node:net';
import type { NextFunction, Request, Response } from 'express';
import { isLoopback } from '../config/hosts.js';

const TIMEOUT_MS = 500;

/** The path of the example shop, which has the paths of the storefront below it. */
export const SHOP = '/shop';

/**
 * Whether a page that should be on this machine is not served: nothing listens on its port. Other machines are for the
 * browser to find.
 */
export async function isAway(url: string): Promise<boolean> {
  const { hostname, port, protocol } = new URL(url);
  if (!isLoopback(hostname)) return false;
  return !(await listens(hostname.replace(/^\[|\]$/g, ''), Number(port) || (protocol === 'https:' ? 443 : 80)));
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    const end = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}

/** Links of a mail to a storefront that does not run lead to the example shop. */
export async function withWorkingLinks(text: string, storefrontUrl: string): Promise<string> {
  return (await isAway(storefrontUrl)) ? text.replaceAll(`${storefrontUrl}/`, `${SHOP}/`) : text;
}

/** Makes a route of the API redirect to a page of the example shop while the storefront does not run. */
export function redirectsTo(page: string, storefrontUrl: string) {
  return async (_request: Request, response: Response, next: NextFunction): Promise<void> => {
    if (await isAway(storefrontUrl)) {
      // Express writes the header of each redirect with it.
      const location = response.location.bind(response);
      response.location = () => location(page);
    }
    next();
  };
}
