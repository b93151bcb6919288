import { ApiError } from '../api/api-error.js';
import { emptyText, type Rule } from './rule.js';

/** The largest amount in the smallest unit of a currency: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export const MAX_AMOUNT = 99_999_999;

function scalar<T>(kind: string, read: (text: string, param: string) => T): Rule<T> {
  return {
    check(value, param) {
      if (typeof value !== 'string') throw new ApiError(`Invalid ${kind}`, { param });
      if (value === '') throw new ApiError(emptyText(param), { code: 'parameter_invalid_empty', param });
      return read(value, param);
    },
  };
}

export function text({ max = 5000 } = {}): Rule<string> {
  return scalar('string', (value, param) => {
    if (value.length <= max) return value;
    throw new ApiError(`Invalid string: must be at most ${max} characters`, {
      code: 'parameter_invalid_string_too_long',
      param,
    });
  });
}

export function matching(pattern: RegExp, message: (value: string) => string, code?: string): Rule<string> {
  return scalar('string', (value, param) => {
    if (pattern.test(value)) return value;
    throw new ApiError(message(value), { ...(code && { code }), param });
  });
}

export function int({ min = 0, max = Number.MAX_SAFE_INTEGER } = {}): Rule<number> {
  return scalar('integer', (value, param) => {
    const number = Number(value);
    if (!/^-?\d{1,18}$/.test(value) || !Number.isSafeInteger(number)) {
      throw new ApiError(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param });
    }
    if (number < min) {
      throw new ApiError(`This value must be greater than or equal to ${min}.`, {
        code: 'parameter_invalid_integer',
        param,
      });
    }
    if (number > max) {
      throw new ApiError(`This value must be less than or equal to ${max}.`, {
        code: 'parameter_invalid_integer',
        param,
      });
    }
    return number;
  });
}

/** Money in the smallest unit of its currency. */
export function amount({ min = 0 } = {}): Rule<number> {
  return {
    check(value, param) {
      const number = int({ min }).check(value, param);
      if (number <= MAX_AMOUNT) return number;
      throw new ApiError(`Amount must be no more than ${MAX_AMOUNT}`, { code: 'amount_too_large', param });
    },
  };
}

export const percent: Rule<number> = scalar('decimal', (value, param) => {
  const number = Number(value);
  if (/^\d{1,3}(\.\d{1,4})?$/.test(value) && number > 0 && number <= 100) return number;
  throw new ApiError('Invalid percent_off: must be greater than 0 and at most 100', { param });
});

export const bool: Rule<boolean> = scalar('boolean', (value, param) => {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new ApiError(`Invalid boolean: ${value}`, { param });
});

export function oneOf<const T extends string>(...names: T[]): Rule<T> {
  return scalar('string', (value, param) => {
    const found = names.find((name) => name === value);
    if (found) return found;
    const label = param.replace(/.*\[(\D[^\]]*)\].*$/, '$1');
    throw new ApiError(`Invalid ${label}: must be one of ${names.join(', ')}`, { param });
  });
}

export const currency: Rule<string> = scalar('string', (value, param) => {
  const code = value.toLowerCase();
  if (/^[a-z]{3}$/.test(code)) return code;
  throw new ApiError(`Invalid currency: ${value}.`, { param });
});

export const url: Rule<string> = scalar('string', (value, param) => {
  // Checkout's own placeholder is no part of a URL, and allowed in one.
  const plain = value.replaceAll('{CHECKOUT_SESSION_ID}', 'id');
  if (value.length <= 5000 && /^https?:\/\//i.test(plain) && URL.canParse(plain)) return value;
  throw new ApiError('Not a valid URL', { code: 'url_invalid', param });
});

export const email: Rule<string> = scalar('string', (value, param) => {
  if (value.length <= 512 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value)) return value;
  throw new ApiError(`Invalid email address: ${value}`, { code: 'email_invalid', param });
});
