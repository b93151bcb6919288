import { Inject, Injectable } from '@nestjs/common';
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
 * The tokens in links that cancel an address's stock alerts. Sealed and not only signed, as such a link is forwarded and
 * logged: whoever has it can't read the address.
 */
@Injectable()
export class CancelTokens {
  /** The one that seals first. */
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(@Inject(jwtConfig.KEY) { accessSecrets }: Pick<JwtConfig, 'accessSecrets'>) {
    this.keys = derivedKeys(accessSecrets, PURPOSE);
  }

  /** @returns a token for this address, good for a year, fit for an address line as it is */
  seal(email: string, now = Date.now()): string {
    const content: Content = { email, until: now + LIFE_MS };
    return seal(this.keys[0], JSON.stringify(content), PURPOSE);
  }

  /** @returns the address; null when the token is none of ours, or too old */
  open(token: string, now = Date.now()): string | null {
    const content = unsealWithAny(this.keys, token, PURPOSE);
    if (content === null) return null;
    const { email, until } = JSON.parse(content) as Content;
    return until > now ? email : null;
  }
}
