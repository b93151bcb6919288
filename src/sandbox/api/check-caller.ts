import type { NextFunction, Request, RequestHandler, Response } from 'express';
import Stripe from 'stripe';
import { newId } from '../ids.js';
import { ApiError } from '../api-error.js';
import type { SandboxContext } from '../sandbox-context.js';

/** Every answer has a `Request-Id`, and the time of the sandbox's clock. */
export function commonHeaders({ now }: Pick<SandboxContext, 'now'>): RequestHandler {
  return (_request, response, next) => {
    response.setHeader('Request-Id', newId('req_', 14));
    response.setHeader('Cache-Control', 'no-cache, no-store');
    response.setHeader('Date', new Date(now()).toUTCString());
    next();
  };
}

/** Accepts any secret key, and refuses everything else as Stripe does. */
export function checkKey({ headers: { authorization = '' } }: Request, _response: Response, next: NextFunction): void {
  const key = /^Bearer (.+)$/.exec(authorization)?.[1] ?? basicUser(authorization);
  if (!key) {
    throw new ApiError(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
      { status: 401 },
    );
  }
  if (!/^(sk|rk)_\w+$/.test(key)) throw new ApiError('Invalid API Key provided.', { status: 401 });
  next();
}

/** The sandbox supports one API version. */
export function checkVersion({ headers }: Request, response: Response, next: NextFunction): void {
  const version = headers['stripe-version'] ?? Stripe.API_VERSION;
  if (version !== Stripe.API_VERSION) {
    throw new ApiError(`Invalid Stripe API version: ${String(version)}. The sandbox speaks ${Stripe.API_VERSION}.`);
  }
  response.setHeader('Stripe-Version', version);
  next();
}

function basicUser(authorization: string): string | undefined {
  const encoded = /^Basic (.+)$/.exec(authorization)?.[1];
  return encoded && Buffer.from(encoded, 'base64').toString().split(':')[0];
}
