import { hkdfSync } from 'node:crypto';

/**
 * A key for one purpose, drawn from a secret: whoever learns one such key learns neither the secret nor another of them
 * (HKDF, RFC 5869). Why keys are drawn: docs/decisions/0004-the-tracking-secret-is-derived.md.
 * @param purpose a name that no other key of the application has
 * @returns 32 bytes, the same at every start
 */
export function derivedKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `boulevardtcg:${purpose}`, 32));
}

/** The same of a secret and of those that are accepted beside it, in their order. */
export function derivedKeys(
  [secret, ...others]: readonly [string, ...string[]],
  purpose: string,
): [Buffer, ...Buffer[]] {
  return [derivedKey(secret, purpose), ...others.map((other) => derivedKey(other, purpose))];
}
