import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** A year. */
const LIFE_MS = 365 * 86_400_000;

interface Content {
  email: string;
  /** In milliseconds since 1970. */
  until: number;
}

/**
 * The tokens in links that cancel an address's stock alerts. Sealed and not only signed, as such a link is forwarded and
 * logged: whoever has it can't read the address. The key is drawn from the access tokens' secret for this purpose alone:
 * docs/decisions/0004-the-tracking-secret-is-derived.md.
 */
@Injectable()
export class CancelTokens {
  private readonly key: Buffer;

  constructor(@Inject(jwtConfig.KEY) { accessSecret }: JwtConfig) {
    this.key = Buffer.from(hkdfSync('sha256', accessSecret, '', 'boulevardtcg:stock-alerts', 32));
  }

  /** @returns a token for this address, good for a year, fit for an address line as it is */
  seal(email: string, now = Date.now()): string {
    const content: Content = { email, until: now + LIFE_MS };
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, iv, { authTagLength: TAG_BYTES });
    const sealed = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @returns the address; null when the token is none of ours, or too old */
  open(token: string, now = Date.now()): string | null {
    const bytes = Buffer.from(token, 'base64url');
    const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
    try {
      const decipher = createDecipheriv(CIPHER, this.key, iv, { authTagLength: TAG_BYTES }).setAuthTag(tag);
      const content = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      const { email, until } = JSON.parse(content.toString('utf8')) as Content;
      return until > now ? email : null;
    } catch {
      return null;
    }
  }
}
