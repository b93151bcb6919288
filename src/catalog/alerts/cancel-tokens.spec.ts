import { CancelTokens } from './cancel-tokens.js';

const EMAIL = 'sacha+cartes@example.test';
const DAY = 86_400_000;
const tokensOf = (...accessSecrets: [string, ...string[]]) => new CancelTokens({ accessSecrets });

describe('CancelTokens', () => {
  const tokens = tokensOf('a secret of the access tokens, 32 bytes');

  it('opens what it sealed, for a year', () => {
    const token = tokens.seal(EMAIL, 0);
    expect(token).toBe(encodeURIComponent(token));
    expect(tokens.open(token, 364 * DAY)).toBe(EMAIL);
    expect(tokens.open(token, 365 * DAY)).toBeNull();
  });

  it('opens nothing else', () => {
    const token = tokens.seal(EMAIL);
    for (const wrong of ['', 'é', `${token}AAAA`, token.slice(0, 30)]) expect(tokens.open(wrong)).toBeNull();
    expect(tokensOf('another secret of access tokens, 32 by.').open(token)).toBeNull();
  });

  it('opens what the secret before the present one sealed', () => {
    const token = tokens.seal(EMAIL);
    expect(
      tokensOf('another secret of access tokens, 32 by.', 'a secret of the access tokens, 32 bytes').open(token),
    ).toBe(EMAIL);
  });
});
