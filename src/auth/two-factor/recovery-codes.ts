import { randomBytes } from 'node:crypto';
import { sha256 } from '../../common/secrets/sha256.js';

const HOW_MANY = 10;

/** Crockford's Base32, without letters that look like others or like digits. 32 letters: a byte's low bits choose one evenly. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 80 random bits. */
const LENGTH = 16;

const FORM = /^[0-9a-hjkmnp-tv-z]{16}$/;

/** @returns ten new codes, as `4f7k-93mq-x0ta-2h6d` */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, newCode);
}

/**
 * SHA-256 instead of a slow hash: 2^80 random codes can't be guessed, and a plain hash can be looked up. The account is
 * hashed too, so one attack can't cover several accounts.
 * @param typed in any case, with or without hyphens and blanks; `o`, `i` and `l` count as the digits they look like
 * @returns in hexadecimal; null when it doesn't look like a code
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
