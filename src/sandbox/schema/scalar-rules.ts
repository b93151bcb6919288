import * as v from 'valibot';
import { check } from './params.js';

/** The largest amount in the smallest unit of a currency: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export const MAX_AMOUNT = 99_999_999;

/** A parameter's text. @param kind as Stripe calls it when it is an object or a list */
function given(kind: string) {
  return v.pipe(v.string(`Invalid ${kind}`), v.nonEmpty());
}

export function text({ max = 5000 } = {}) {
  return v.pipe(given('string'), v.maxLength(max));
}

export function matching(pattern: RegExp, message: (value: string) => string) {
  return v.pipe(
    given('string'),
    check((value: string) => pattern.test(value), message),
  );
}

export function int({ min = 0, max = Number.MAX_SAFE_INTEGER } = {}) {
  const code = 'parameter_invalid_integer';
  const isInteger = (value: string): boolean => /^-?\d{1,18}$/.test(value) && Number.isSafeInteger(Number(value));
  return v.pipe(
    given('integer'),
    check(isInteger, (value) => `Invalid integer: ${value}`, code),
    v.transform(Number),
    check(
      (value: number) => value >= min,
      () => `This value must be greater than or equal to ${min}.`,
      code,
    ),
    check(
      (value: number) => value <= max,
      () => `This value must be less than or equal to ${max}.`,
      code,
    ),
  );
}

/** Money in the smallest unit of its currency. */
export function amount({ min = 0 } = {}) {
  return v.pipe(
    int({ min }),
    check(
      (value: number) => value <= MAX_AMOUNT,
      () => `Amount must be no more than ${MAX_AMOUNT}`,
      'amount_too_large',
    ),
  );
}

export const percent = v.pipe(
  given('decimal'),
  check(
    (value: string) => /^\d{1,3}(\.\d{1,4})?$/.test(value) && Number(value) > 0 && Number(value) <= 100,
    () => 'Invalid percent_off: must be greater than 0 and at most 100',
  ),
  v.transform(Number),
);

export const bool = v.pipe(
  given('boolean'),
  check(
    (value: string) => value === 'true' || value === 'false',
    (value) => `Invalid boolean: ${value}`,
  ),
  v.transform((value) => value === 'true'),
);

export function oneOf<const T extends string>(...names: T[]) {
  return v.pipe(given('string'), v.picklist(names, `must be one of ${names.join(', ')}`));
}

export const currency = v.pipe(
  given('string'),
  check(
    (value: string) => /^[a-z]{3}$/i.test(value),
    (value) => `Invalid currency: ${value}.`,
  ),
  v.toLowerCase(),
);

export const url = v.pipe(
  given('string'),
  check(
    (value: string) => {
      // Checkout's own placeholder is no part of a URL, and allowed in one.
      const plain = value.replaceAll('{CHECKOUT_SESSION_ID}', 'id');
      return value.length <= 5000 && /^https?:\/\//i.test(plain) && URL.canParse(plain);
    },
    () => 'Not a valid URL',
    'url_invalid',
  ),
);

/** Stripe fetches it: no placeholder, and the form that goes over the wire. */
export const picture = v.pipe(
  given('string'),
  check(
    (value: string) => value.length <= 2048,
    () => 'Invalid URL: URL must be 2048 characters or less.',
    'url_invalid',
  ),
  check(
    (value: string) => /^https?:\/\/[\x21-\x7e]+$/i.test(value) && URL.canParse(value),
    () => 'Not a valid URL',
    'url_invalid',
  ),
);

export const email = v.pipe(
  given('string'),
  check(
    (value: string) => value.length <= 512 && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value),
    (value) => `Invalid email address: ${value}`,
    'email_invalid',
  ),
);
