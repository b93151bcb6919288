import type { Request } from 'express';
import type { DomainError } from '../../common/errors/domain-error.js';
import { InvalidFieldsError } from '../../common/errors/validation.error.js';
import { PayloadTooComplexError } from './input.errors.js';

export const MAX_QUERY_LENGTH = 8000;
export const MAX_PARAMETERS = 100;

/** A name that may be repeated in an error; any other came from the caller's fancy. */
const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,40}$/;

/**
 * Each parameter once, and none with brackets: a query holds scalars. Makes `request.query`, which Express would parse
 * again at each look, a plain value.
 */
export function checkQuery(request: Request): DomainError | undefined {
  const start = request.url.indexOf('?');
  if (start < 0) return undefined;
  const text = request.url.slice(start + 1);
  if (text.length > MAX_QUERY_LENGTH) return new PayloadTooComplexError('query length');
  // Node's parser would drop what comes after 1,000 parameters.
  if (text.split('&').length > MAX_PARAMETERS) return new PayloadTooComplexError('parameters');
  const { query } = request;
  for (const name of Object.keys(query)) {
    if (typeof query[name] !== 'string') return wrong(name, 'ne peut être donné qu’une fois.');
    if (/[[\]]/.test(name)) return wrong(name.replace(/\[.*/s, ''), 'ne peut pas contenir de crochets.');
  }
  Object.defineProperty(request, 'query', { value: query, writable: true, configurable: true, enumerable: true });
  return undefined;
}

function wrong(name: string, what: string): InvalidFieldsError {
  const path = PLAIN_NAME.test(name) ? name : 'query';
  return new InvalidFieldsError([{ path, msg: `Le paramètre « ${path} » ${what}` }]);
}
