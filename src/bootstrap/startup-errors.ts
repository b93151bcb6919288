import { ConfigError } from '../config/read-env.js';
import { MigrationError } from '../prisma/migrations.js';

/** A folder that is read-only, full, of another user, or no folder. */
const UNWRITABLE = /^(EROFS|EACCES|EPERM|ENOSPC|EDQUOT|ENOTDIR|EISDIR|EEXIST|ENOENT)$/;

/** @returns how the operator can fix a failed start, in one line without secrets; undefined when it is a bug */
export function operatorMessage(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof MigrationError) return error.message;
  const { code, port, path, hostname } = error as NodeJS.ErrnoException & { port?: number; hostname?: string };
  if (code === 'ERR_DLOPEN_FAILED') return 'a package was built for another Node.js; run npm ci with this one';
  if (code && path && UNWRITABLE.test(code)) return `${path} can't be written (${code})`;
  if (code === 'EADDRINUSE') return `another program listens on port ${port}; end it or set PORT to another one`;
  if (code === 'EACCES' && port) return `this account may not listen on port ${port}; set PORT to one above 1023`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is no address of this machine';
  if (hostname && (code === 'ENOTFOUND' || code === 'EAI_AGAIN'))
    return `the name ${hostname} has no address (${code})`;
  return undefined;
}
