import type { NextFunction, Request, Response } from 'express';
import { InvalidJsonError } from '../input/input.errors.js';
import { isContainer, type Container } from '../container.js';
import { cleanText } from './clean-text.js';

/** Deeper than any body of ours; what follows may then go down without a thought for the stack. */
const MAX_DEPTH = 32;

/** Passwords and tokens are bytes, not text: a blank at the end is part of them. They stand at the top of a body. */
const SECRET_FIELD = /(?:password|token|secret)$/i;

export const isSecretField = (name: string): boolean => SECRET_FIELD.test(name);

/** Cleans every text of body and query, in place. The webhook's bytes aren't looked at. */
export function sanitise(request: Request, _response: Response, next: NextFunction): void {
  const body: unknown = request.body;
  if (isContainer(body) && !Buffer.isBuffer(body) && !cleanAll(body)) {
    return next(new InvalidJsonError(`Body nested deeper than ${MAX_DEPTH}`));
  }
  if (request.url.includes('?')) cleanAll(request.query);
  next();
}

/** Level by level rather than by recursion, which a deep body would overflow. False when it is too deep. */
function cleanAll(root: Container): boolean {
  let level = [root];
  for (let depth = 0; level.length; depth++) {
    if (depth >= MAX_DEPTH) return false;
    const below: Container[] = [];
    for (const container of level) {
      for (const key of Object.keys(container)) {
        const value = container[key];
        if (isContainer(value)) below.push(value);
        const cleaned = typeof value === 'string' && !(depth === 0 && isSecretField(key)) ? cleanText(value) : value;
        put(container, key, cleaned, value);
      }
    }
    level = below;
  }
  return true;
}

/** Defines rather than assigns, so that a key cleaned into `__proto__` stays a key for the next step to refuse. */
function put(container: Container, key: string, cleaned: unknown, before: unknown): void {
  const name = Array.isArray(container) ? key : cleanText(key);
  if (name === key && cleaned === before) return;
  if (name !== key) Reflect.deleteProperty(container, key);
  Object.defineProperty(container, name, { value: cleaned, writable: true, configurable: true, enumerable: true });
}
