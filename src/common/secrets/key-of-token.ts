import { createHmac, timingSafeEqual, type BinaryLike, type KeyObject } from 'node:crypto';

/**
 * Which of several keys a JSON web token (HS256) was signed with. While a secret is being replaced, tokens of both
 * exist. It only chooses the key: the caller verifies the token with it.
 * @param keys the current one first
 * @returns the first when none matches
 */
export function keyOfToken<Key extends BinaryLike | KeyObject>(token: string, keys: readonly [Key, ...Key[]]): Key {
  if (keys.length === 1) return keys[0];
  const end = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(end + 1), 'base64url');
  const signs = (key: Key): boolean => {
    const own = createHmac('sha256', key).update(token.slice(0, end)).digest();
    return own.length === signature.length && timingSafeEqual(own, signature);
  };
  return keys.find(signs) ?? keys[0];
}
