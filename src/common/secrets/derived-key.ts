import { hkdfSync } from 'node:crypto';

/**
 * A key for one purpose, derived from a secret: a leaked key reveals neither the secret nor the other keys (HKDF, RFC
 * 5869). Why keys are derived: docs/decisions/0004-the-tracking-secret-is-derived.md.
 * @param purpose a name that no other key of the application has
 * @returns 32 bytes, the same at every start
 */
export function derivedKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `boulevardtcg:${purpose}`, 32));
}

/** The same for several secrets, in their order: the current one and those being replaced. */
export function derivedKeys(
  [secret, ...others]: readonly [string, ...string[]],
  purpose: string,
): [Buffer, ...Buffer[]] {
  return [derivedKey(secret, purpose), ...others.map((other) => derivedKey(other, purpose))];
}
