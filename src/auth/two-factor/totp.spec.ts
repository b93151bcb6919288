import { isTotpCode, newTotpSecret, totpStep, totpUri } from './totp.js';

/** RFC 6238, appendix B: the secret "12345678901234567890" and, of its eight digits, the last six. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

describe('totpStep', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [2_000_000_000, '279037', 66_666_666],
  ])('at second %d takes the RFC’s code %s for step %d', (seconds, code, step) => {
    expect(totpStep(RFC_SECRET, code, at(seconds))).toBe(step);
  });

  it('takes the codes of the steps before and after as theirs, and no others', () => {
    const code = '005924';
    const [first, last] = [1_234_567_890, 1_234_567_919];
    expect(totpStep(RFC_SECRET, code, at(first - 30))).toBe(41_152_263);
    expect(totpStep(RFC_SECRET, code, at(last + 30))).toBe(41_152_263);
    expect(totpStep(RFC_SECRET, code, at(first - 31))).toBeNull();
    expect(totpStep(RFC_SECRET, code, at(last + 31))).toBeNull();
  });

  it.each(['', '28708', '2870820', '28708é', '２８７０８２', '28 082', '+87082', '\0\0\0\0\0\0'])(
    'refuses %j',
    (code) => {
      expect(totpStep(RFC_SECRET, code, at(59))).toBeNull();
      expect(isTotpCode(code)).toBe(false);
    },
  );
});

describe('newTotpSecret', () => {
  it('is 20 bytes in Base32, another one each time', () => {
    const secrets = Array.from({ length: 50 }, newTotpSecret);
    expect(new Set(secrets).size).toBe(50);
    for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  });
});

describe('totpUri', () => {
  it('names the shop, the account and the parameters', () => {
    const uri = new URL(totpUri(RFC_SECRET, 'sacha+tcg@example.com'));
    expect(`${uri.protocol}//${uri.host}`).toBe('otpauth://totp');
    expect(decodeURIComponent(uri.pathname)).toBe('/BoulevardTCG:sacha+tcg@example.com');
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'BoulevardTCG',
      secret: RFC_SECRET,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    });
  });
});
