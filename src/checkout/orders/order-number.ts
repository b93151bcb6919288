import { randomBytes } from 'node:crypto';

/** Without I, L, O and U: nothing to misread on a parcel, and no words. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `BLVD-YYYYMMDD-` and 50 random bits; a unique key in the database backs the chance of one in a quadrillion. */
export function newOrderNumber(now: Date): string {
  const day = now.toISOString().slice(0, 10).replaceAll('-', '');
  const suffix = Array.from(randomBytes(10), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `BLVD-${day}-${suffix}`;
}
