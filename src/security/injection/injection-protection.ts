import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { RequestWithId } from '../../common/request-id.js';
import { isContainer, type Container } from '../container.js';
import { isSecretField } from '../sanitising/sanitise.js';
import { looksLikeScript } from './script.js';
import { looksLikeSql, MAX_LOOKS, type Looks } from './sql.js';
import { problemOfKey } from './structure.js';
import { SuspiciousContentError, type Suspicion } from './suspicious-content.error.js';

/** Refuses what cannot be honest, and logs its kind but never the thing itself. */
export function injectionProtection(logger: Logger): RequestHandler {
  return (request: Request, _response: Response, next: NextFunction): void => {
    const suspicion = suspicionOf(request);
    if (!suspicion) return next();
    logger.warn({ requestId: (request as RequestWithId).id, suspicion }, 'Suspicious content refused');
    next(new SuspiciousContentError(suspicion));
  };
}

function suspicionOf(request: Request): Suspicion | undefined {
  const { url } = request;
  // A path is decoded by the router later on; %00 is the one way in for a NUL.
  if (url.includes('%00')) return 'nul-byte';
  const body: unknown = request.body;
  const looks = { left: MAX_LOOKS };
  return (
    (isContainer(body) && !Buffer.isBuffer(body) ? suspicionIn(body, looks) : undefined) ??
    (url.includes('?') ? suspicionIn(request.query, looks) : undefined)
  );
}

/** Goes down without a thought for the stack: the step before has seen to the depth. */
function suspicionIn(container: Container, looks: Looks, isTop = true): Suspicion | undefined {
  for (const key of Object.keys(container)) {
    const value = container[key];
    const found =
      problemOfKey(key, value) ??
      (typeof value === 'string' ? suspicionOfText(value, looks, isTop && isSecretField(key)) : undefined) ??
      (isContainer(value) ? suspicionIn(value, looks, false) : undefined);
    if (found) return found;
  }
  return undefined;
}

/** Passwords may well look like code; a NUL is refused in them too, as no keyboard makes one. */
function suspicionOfText(text: string, looks: Looks, isSecret: boolean): Suspicion | undefined {
  if (text.includes('\0')) return 'nul-byte';
  if (isSecret) return undefined;
  if (looksLikeScript(text)) return 'script';
  return looksLikeSql(text, looks) ? 'sql' : undefined;
}
