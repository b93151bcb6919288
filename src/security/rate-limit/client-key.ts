import { isIPv6 } from 'node:net';
import type { Request } from 'express';

/**
 * What a client's address counts as. Of an IPv6 address only the first 64 bits: a single line at home owns all the
 * others, and could have a new one for each request.
 */
export function addressKey(address: string | undefined): string {
  if (!address) return 'unknown';
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain)) return plain;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  if (mapped) return mapped[1]!;

  const [head = '', tail] = plain.split('::');
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array<string>(gap).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** The account when there is one, else the address. */
export function callerKey(request: Request, userId: string | undefined): string {
  return userId === undefined ? `address:${addressKey(request.ip)}` : `account:${userId}`;
}
