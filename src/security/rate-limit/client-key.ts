import { normalizeIp } from '@nestjs/throttler';

/**
 * What a client IP counts as. Of an IPv6 address only the first 64 bits: a single line at home owns all the others, and
 * could have a new one for each request.
 */
export function addressKey(clientIp: string | undefined): string {
  return clientIp ? normalizeIp(clientIp) : 'unknown';
}
