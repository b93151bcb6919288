import type { DatabaseKind } from '../config/database.config.js';
import { OperatorError } from '../common/errors/operator-error.js';

export interface DatabaseAddress {
  url: string;
  kind: DatabaseKind;
}

/**
 * @param option its option, for the message. The URL may hold a password and is not repeated
 * @throws OperatorError when the URL is none of a database
 */
export function toDatabase(option: string, url: string): DatabaseAddress {
  if (/^file:./.test(url)) return { url, kind: 'sqlite' };
  if (/^postgres(ql)?:\/\/./.test(url) && URL.canParse(url)) return { url, kind: 'postgresql' };
  throw new OperatorError(`${option} must be file:<path> for SQLite or postgresql://… for PostgreSQL`);
}

/** @returns the path in `file:<path>` */
export function fileOf({ url }: Pick<DatabaseAddress, 'url'>): string {
  return url.replace(/^file:/, '');
}

/** For messages: without a password. */
export function describeDatabase({ url, kind }: DatabaseAddress): string {
  if (kind === 'sqlite') return fileOf({ url });
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port && `:${port}`}${pathname}`;
}
