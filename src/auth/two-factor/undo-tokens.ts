import { Inject, Injectable } from '@nestjs/common';
import { derivedKeys } from '../../common/secrets/derived-key.js';
import { seal, unsealWithAny } from '../../common/secrets/sealed-text.js';
import { jwtConfig, type JwtConfig } from '../../config/jwt.config.js';

const PURPOSE = 'two-factor-undo';

const LIFE_MS = 7 * 86_400_000;

/** A second factor, identified by when it was enabled: enabling it again makes another one. */
export interface EnabledFactor {
  userId: string;
  enabledAt: Date;
}

/**
 * The tokens in links that undo the enabling of a second factor. A token names the factor, so it works once: without the
 * factor it is invalid.
 */
@Injectable()
export class UndoTokens {
  /** The first one seals. */
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(@Inject(jwtConfig.KEY) { accessSecrets }: Pick<JwtConfig, 'accessSecrets'>) {
    this.keys = derivedKeys(accessSecrets, PURPOSE);
  }

  /** @returns a token that fits into a URL as it is */
  seal({ userId, enabledAt }: EnabledFactor): string {
    return seal(this.keys[0], JSON.stringify({ userId, enabledAt: enabledAt.getTime() }), PURPOSE);
  }

  /** @returns null when we did not make the token, or the factor was enabled more than 7 days ago */
  open(token: string, now = Date.now()): EnabledFactor | null {
    const content = unsealWithAny(this.keys, token, PURPOSE);
    if (content === null) return null;
    const { userId, enabledAt } = JSON.parse(content) as { userId: string; enabledAt: number };
    return enabledAt + LIFE_MS > now ? { userId, enabledAt: new Date(enabledAt) } : null;
  }
}
