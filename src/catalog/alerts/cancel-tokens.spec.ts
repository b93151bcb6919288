import type { JwtConfig } from '../../config/jwt.config.js';
import { CancelTokens } from './cancel-tokens.js';

const EMAIL = 'sacha+cartes@example.test';
const DAY = 86_400_000;
const tokensOf = (accessSecret: string) => new CancelTokens({ accessSecret } as JwtConfig);

describe('CancelTokens', () => {
  const tokens = tokensOf('a secret of the access tokens, 32 bytes');

  it('opens what it sealed, for a year', () => {
    const token = tokens.seal(EMAIL, 0);
    expect(token).toMatch(/^[\w-]+$/);
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('sacha');
    expect(tokens.open(token, 364 * DAY)).toBe(EMAIL);
    expect(tokens.open(token, 365 * DAY)).toBeNull();
  });

  it('opens nothing else', () => {
    const token = tokens.seal(EMAIL);
    const bytes = Buffer.from(token, 'base64url');
    const changed = [0, 12, 28, bytes.length - 1].map((index) => {
      const copy = Buffer.from(bytes);
      copy[index]! ^= 1;
      return copy.toString('base64url');
    });
    const short = [0, 5, 12, 20, 28, 40].map((length) => bytes.subarray(0, length).toString('base64url'));
    for (const wrong of [...changed, ...short, 'é', `${token}AAAA`]) expect(tokens.open(wrong)).toBeNull();
    expect(tokensOf('another secret of access tokens, 32 by.').open(token)).toBeNull();
  });
});
