import type { DatabaseKind } from '../config/database.config.js';
import { ShopDataError } from './shop-data.errors.js';

export interface DatabaseAddress {
  url: string;
  kind: DatabaseKind;
}

/**
 * @param option the option that gave it, for the message, which does not repeat it: it may hold a password
 * @throws ShopDataError when it is no address of a database
 */
export function toDatabase(option: string, url: string): DatabaseAddress {
  if (/^file:./.test(url)) return { url, kind: 'sqlite' };
  if (/^postgres(ql)?:\/\/./.test(url) && URL.canParse(url)) return { url, kind: 'postgresql' };
  throw new ShopDataError(`${option} must be file:<path> for SQLite or postgresql://… for PostgreSQL`);
}

/** @returns the path in `file:<path>` */
export function fileOf({ url }: Pick<DatabaseAddress, 'url'>): string {
  return url.replace(/^file:/, '');
}

/** How messages name it, without a password. */
export function describeDatabase({ url, kind }: DatabaseAddress): string {
  if (kind === 'sqlite') return fileOf({ url });
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port && `:${port}`}${pathname}`;
}
