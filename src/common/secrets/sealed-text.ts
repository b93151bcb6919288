import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Says how the rest is to be read, should it ever be written in another way. */
const VERSION = 'v1';

/**
 * Encrypts a short text for a place where others may read it: a database's copy, a link (AES-256-GCM).
 * @param key 32 bytes, for this purpose alone
 * @param owner whose or what for it is: sealed in with it, so that it opens for nothing else
 * @returns `v1.` and, in base64url, nonce, tag and text: fit for a URL as it is
 */
export function seal(key: Buffer, text: string, owner: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(owner));
  const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), encrypted]).toString('base64url')}`;
}

/** @returns null when it was sealed with another key or for another owner, or is no sealed text */
export function unseal(key: Buffer, sealed: string, owner: string): string | null {
  const [version, encoded = ''] = sealed.split('.');
  const bytes = Buffer.from(encoded, 'base64url');
  if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(owner))
    .setAuthTag(tag);
  const encrypted = bytes.subarray(NONCE_BYTES + TAG_BYTES);
  try {
    return Buffer.concat([decipher.update(encrypted), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

/** The same with whichever of several keys it was sealed with. */
export function unsealWithAny(keys: readonly Buffer[], sealed: string, owner: string): string | null {
  for (const key of keys) {
    const text = unseal(key, sealed, owner);
    if (text !== null) return text;
  }
  return null;
}
