import { isIP } from 'node:net';
import { Transform } from 'class-transformer';
import { isFQDN, ValidateBy } from 'class-validator';
import { reachableHost } from './hosts.js';

/** Comma separated; blanks around and empty entries are dropped. */
export const CommaList = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : value,
  );

/** Digits become a number. Anything else stays as it is, and the field's next rule refuses it. */
export const WholeNumber = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value,
  );

/** Only `true` or `false`. */
export const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** An http(s) origin: `https://shop.example`, no path. */
export function isOrigin(value: unknown): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const url = new URL(value);
  return /^https?:$/.test(url.protocol) && url.origin === value.replace(/\/$/, '');
}

export const IsOrigins = (): PropertyDecorator =>
  ValidateBy({
    name: 'isOrigins',
    validator: {
      validate: (value) => Array.isArray(value) && value.length > 0 && value.every(isOrigin),
      defaultMessage: (args) =>
        `${args?.property} must be a comma separated list of origins such as https://shop.example`,
    },
  });

/** An IP address without a zone, or a host name; both can stand in a URL. */
export const IsHost = (): PropertyDecorator =>
  ValidateBy({
    name: 'isHost',
    validator: {
      validate: (value) =>
        typeof value === 'string' &&
        URL.canParse(`http://${reachableHost(value)}`) &&
        (isIP(value) !== 0 || isFQDN(value, { require_tld: false, allow_underscores: true })),
      defaultMessage: (args) => `${args?.property} must be an IP address or a host name`,
    },
  });

const SAMPLE = /change.?me|example|sample|secret.?key|your[-_ ]|placeholder|123456|(.)\1{7}/i;

/** At least 32 bytes and not a value copied from some document. */
export const IsRealSecret = (): PropertyDecorator =>
  ValidateBy({
    name: 'isRealSecret',
    validator: {
      validate: (value) => typeof value === 'string' && Buffer.byteLength(value) >= 32 && !SAMPLE.test(value),
      defaultMessage: (args) => `${args?.property} must be a secret of at least 32 bytes, and not a sample`,
    },
  });

/** Not a value copied from some document; for secrets whose form is checked by another rule. */
export const IsNotSample = (): PropertyDecorator =>
  ValidateBy({
    name: 'isNotSample',
    validator: {
      validate: (value) => [value].flat().every((text) => typeof text !== 'string' || !SAMPLE.test(text)),
      defaultMessage: (args) => `${args?.property} must not be a sample`,
    },
  });
