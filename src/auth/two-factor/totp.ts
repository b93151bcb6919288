import { Secret, TOTP } from 'otpauth';

const ISSUER = 'BoulevardTCG';
const SECRET_BYTES = 20;
const STEP_SECONDS = 30;

/** How many steps before and after the current one are accepted: phone clocks differ, and users type slowly. */
const WINDOW = 1;

/** The codes of authenticator apps. Nothing else may reach the library, which compares buffers of equal length. */
const CODE = /^\d{6}$/;

export const isTotpCode = (typed: string): boolean => CODE.test(typed);

/** @returns 160 random bits in Base32, as RFC 4226 recommends for SHA-1 */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** @returns the address that authenticator apps read from a QR code: `otpauth://totp/…` */
export function totpUri(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/**
 * @param secret in Base32
 * @param code as typed, without blanks
 * @returns the time step (whole half minutes since 1970) that the code belongs to; null when it is wrong, or of a step
 *   that is more than one away from now
 */
export function totpStep(secret: string, code: string, now: Date): number | null {
  if (!isTotpCode(code)) return null;
  const timestamp = now.getTime();
  const delta = totp(secret).validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : TOTP.counter({ period: STEP_SECONDS, timestamp }) + delta;
}

/** SHA-1: every authenticator app supports it, and in an HMAC it is still secure (RFC 6238). */
function totp(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: ISSUER, label, algorithm: 'SHA1', digits: 6, period: STEP_SECONDS, secret });
}
