import type { OpenAPIObject } from '@nestjs/swagger';
import { ACCESS, type Access } from '../common/decorators/access.decorator.js';
import type { CodesByStatus } from '../common/decorators/api-errors.decorator.js';
import type { Route } from './routes.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Called by machines, at their own pace. */
const UNLIMITED = /^\/api\/(health(\/ready)?|metrics|checkout\/webhook)$/;

/** They say so in their own words, or do without. */
const WITHOUT_DATABASE = /^\/api\/(health(\/ready)?|metrics)$/;

/** Its body is Stripe's and not looked at before its signature. */
const WEBHOOK = '/api/checkout/webhook';

const BEARER = { bearer: [] };

/** @returns the failures that no route declares for itself, as the pipeline and the guard bring them about */
export function generalErrors(method: string, path: string, { controller, handler }: Route): CodesByStatus {
  return {
    ...inputErrors(method, path),
    ...accessErrors(accessOf(controller, handler)),
    ...(UNLIMITED.test(path) ? {} : { 429: ['RATE_LIMIT_EXCEEDED'] }),
    500: ['INTERNAL_SERVER_ERROR'],
    ...(WITHOUT_DATABASE.test(path) ? {} : { 503: ['DATABASE_UNAVAILABLE'] }),
  };
}

function inputErrors(method: string, path: string): CodesByStatus {
  if (path === WEBHOOK) return { 413: ['PAYLOAD_TOO_LARGE'] };
  if (method === 'get') return { 400: ['VALIDATION_ERROR', 'SUSPICIOUS_CONTENT'] };
  return {
    400: ['VALIDATION_ERROR', 'INVALID_JSON', 'SUSPICIOUS_CONTENT'],
    413: ['PAYLOAD_TOO_LARGE'],
    415: ['UNSUPPORTED_MEDIA_TYPE'],
  };
}

function accessErrors(access: Access | undefined): CodesByStatus {
  switch (access) {
    case 'public':
    case 'optional':
      return {};
    case 'guest-or-user':
      return { 401: ['INVALID_TOKEN'] };
    case 'admin':
      return { 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'], 403: ['ADMIN_ACCESS_REQUIRED'] };
    case undefined:
      return { 401: ['ACCESS_TOKEN_REQUIRED', 'INVALID_TOKEN'] };
  }
}

/** @returns who may call: nobody in particular, either, or the bearer of a token */
export function securityOf({ controller, handler }: Route): Operation['security'] {
  const access = accessOf(controller, handler);
  if (access === 'public') return [];
  return access === 'optional' || access === 'guest-or-user' ? [{}, BEARER] : [BEARER];
}

/** The method's mark goes before its controller's, as for the guard. */
function accessOf(controller: object, handler: object): Access | undefined {
  return (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as Access | undefined;
}
