import { Inject, Injectable } from '@nestjs/common';
import { normaliseEmail } from '../../common/email/email-address.js';
import { derivedKeys } from '../../common/secrets/derived-key.js';
import { seal, unsealWithAny } from '../../common/secrets/sealed-text.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';

const PURPOSE = 'stock-alerts';

/** A year. */
const LIFE_MS = 365 * 86_400_000;

interface Content {
  email: string;
  /** In milliseconds since 1970. */
  until: number;
}

/**
 * The tokens in links that cancel an address's stock alerts. Encrypted, not only signed: such links are forwarded and
 * logged, and must not reveal the address.
 */
@Injectable()
export class CancelTokens {
  /** The first one seals. */
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(@Inject(jwtConfig.KEY) { accessSecrets }: Pick<JwtConfig, 'accessSecrets'>) {
    this.keys = derivedKeys(accessSecrets, PURPOSE);
  }

  /** @returns a token for this address, valid for a year, safe in a URL */
  seal(email: string, now = Date.now()): string {
    const content: Content = { email, until: now + LIFE_MS };
    return seal(this.keys[0], JSON.stringify(content), PURPOSE);
  }

  /** @returns the address; null when the token is invalid or too old */
  open(token: string, now = Date.now()): string | null {
    const content = unsealWithAny(this.keys, token, PURPOSE);
    if (content === null) return null;
    const { email, until } = JSON.parse(content) as Content;
    // The token may hold an older form of the address.
    return until > now ? normaliseEmail(email) : null;
  }
}
