import { randomBytes } from 'node:crypto';
import { sha256 } from '../../common/secrets/sha256.js';

const HOW_MANY = 10;

/** Crockford's: no letter that is read as another letter or a digit. 32 of them, so that a byte's low bits choose one. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 80 random bits. */
const LENGTH = 16;

const FORM = /^[0-9a-hjkmnp-tv-z]{16}$/;

/** @returns ten new codes, as `4f7k-93mq-x0ta-2h6d` */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, newCode);
}

/**
 * SHA-256 and not a slow hash: that is for passwords, which people choose and others guess. Nobody tries 2^80 random
 * codes, however fast, and a plain hash can be looked up. With the account in it, each account is an attack of its own.
 * @param typed in any case, with or without hyphens and blanks; `o`, `i` and `l` count as the digits they look like
 * @returns in hexadecimal; null when it has not the form of a code
 */
export function recoveryCodeHash(userId: string, typed: string): string | null {
  const code = typed
    .toLowerCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');
  if (!FORM.test(code)) return null;
  return sha256(`${userId}:${code}`);
}

function newCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]!).join('');
  return letters.match(/.{4}/g)!.join('-');
}
