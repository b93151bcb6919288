import { ConfigError } from './config/read-env.js';
import { MigrationError } from './prisma/migrations.js';

/** A folder that is read-only, full, somebody else's, or no folder. */
const UNWRITABLE = /^(EROFS|EACCES|EPERM|ENOSPC|EDQUOT|ENOTDIR|EISDIR|EEXIST|ENOENT)$/;

/** @returns what an operator can do about a failed start, in a line without secrets; nothing for what only we can mend */
export function whatToMend(error: unknown): string | undefined {
  if (error instanceof ConfigError || error instanceof MigrationError) return error.message;
  const { code, port, path } = error as NodeJS.ErrnoException & { port?: number };
  if (code && path && UNWRITABLE.test(code)) return `${path} can't be written (${code})`;
  if (code === 'EADDRINUSE') return `another program listens on port ${port}; end it or set PORT to another one`;
  if (code === 'EACCES' && port) return `this account may not listen on port ${port}; set PORT to one above 1023`;
  if (code === 'EADDRNOTAVAIL') return 'HOST is no address of this machine';
  return undefined;
}
