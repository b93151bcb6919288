import type { Logger } from 'pino';
import type { RequestWithId } from '../../common/request-id.js';
import type { Entry, InputStep } from '../entries.js';
import { isSecretField } from '../sanitising/sanitise.js';
import { looksLikeScript } from './script.js';
import { looksLikeSql } from './sql.js';
import { problemOfKey } from './structure.js';
import { SuspiciousContentError, type Suspicion } from './suspicious-content.error.js';

/** Refuses what cannot be honest, and logs its kind but never the content. */
export function injectionProtection(logger: Logger): InputStep {
  return (request: RequestWithId) => {
    const refuse = (suspicion: Suspicion): never => {
      logger.warn({ requestId: request.id, suspicion }, 'Suspicious content refused');
      throw new SuspiciousContentError(suspicion);
    };
    // The router decodes the path later: %00 is its only way to a NUL.
    if (request.url.includes('%00')) refuse('nul-byte');
    return (entry) => {
      const suspicion = suspicionOf(entry);
      if (suspicion) refuse(suspicion);
    };
  };
}

function suspicionOf({ key, value, isTop }: Entry): Suspicion | undefined {
  return (
    problemOfKey(key, value) ??
    (typeof value === 'string' ? suspicionOfText(value, isTop && isSecretField(key)) : undefined)
  );
}

/** Passwords may look like code; a NUL is refused in them too, as no keyboard makes one. */
function suspicionOfText(text: string, isSecret: boolean): Suspicion | undefined {
  if (text.includes('\0')) return 'nul-byte';
  if (isSecret) return undefined;
  if (looksLikeScript(text)) return 'script';
  return looksLikeSql(text) ? 'sql' : undefined;
}
