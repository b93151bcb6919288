import type { OpenAPIObject } from '@nestjs/swagger';
import { ACCESS, type Access } from '../common/decorators/access.decorator.js';
import type { CodesByStatus } from '../common/decorators/api-errors.decorator.js';
import type { Route } from './routes.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** Called by machines; not rate limited. */
const UNLIMITED = /^\/api\/(health(\/ready)?|metrics|checkout\/webhook)$/;

/** They report the database in their own response, or don't use it. */
const WITHOUT_DATABASE = /^\/api\/(health(\/ready)?|metrics)$/;

/** Its signature is verified before its body is read. */
const WEBHOOK = '/api/checkout/webhook';

const BEARER = { bearer: [] };

/** @returns the errors of the pipeline and the guard, which routes don't declare */
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
  if (method === 'get') return { 400: ['VALIDATION_ERROR', 'PAYLOAD_TOO_COMPLEX', 'SUSPICIOUS_CONTENT'] };
  return {
    400: ['VALIDATION_ERROR', 'INVALID_JSON', 'PAYLOAD_TOO_COMPLEX', 'SUSPICIOUS_CONTENT'],
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

/** @returns OpenAPI's security of a route: none, optional or a Bearer token */
export function securityOf({ controller, handler }: Route): Operation['security'] {
  const access = accessOf(controller, handler);
  if (access === 'public') return [];
  return access === 'optional' || access === 'guest-or-user' ? [{}, BEARER] : [BEARER];
}

/** The method's mark overrides its controller's, as in the guard. */
function accessOf(controller: object, handler: object): Access | undefined {
  return (Reflect.getMetadata(ACCESS, handler) ?? Reflect.getMetadata(ACCESS, controller)) as Access | undefined;
}
