import { ApiError } from '../api/api-error.js';
import { list, must, object, type Rule } from './rule.js';
import { int, text } from './scalar-rules.js';

export type Metadata = Record<string, string>;

/** 50 keys of 40 characters, values of 500: docs.stripe.com/api/metadata. An empty value unsets its key. */
export const metadata: Rule<Metadata> = {
  check(value, param) {
    if (value === '') return {};
    if (typeof value === 'string') throw new ApiError('Invalid object', { param });
    for (const [key, entry] of Object.entries(value)) {
      if (typeof entry !== 'string') {
        throw new ApiError(`Metadata values must be strings, but for key '${key}' you passed an object.`, { param });
      }
      if (key.length > 40) {
        throw new ApiError(
          `Metadata keys can have up to 40 characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`,
          { param },
        );
      }
      if (entry.length > 500) {
        throw new ApiError(
          `Metadata values can have up to 500 characters, but you passed in a value that is ${entry.length} characters. Invalid value: ${entry.slice(0, 20)}…`,
          { param: `${param}[${key}]` },
        );
      }
    }
    const count = Object.keys(value).length;
    if (count > 50) {
      throw new ApiError(`You can only have up to 50 metadata keys, but you passed in ${count}.`, { param });
    }
    return { ...value } as Metadata;
  },
};

/** Metadata of a new object: what was given without the empty ones. */
export function given(values: Metadata | undefined): Metadata {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== ''));
}

export const expand = list(text(), { min: 0, max: 20 });

const bounds = object({ gt: int(), gte: int(), lt: int(), lte: int() });

export interface Created {
  gt?: number | undefined;
  gte?: number | undefined;
  lt?: number | undefined;
  lte?: number | undefined;
}

/** A moment, or a range of them, in seconds. */
export const created: Rule<Created> = {
  check(value, param) {
    if (typeof value !== 'string') return bounds.check(value, param);
    const second = int().check(value, param);
    return { gte: second, lte: second };
  },
};

export const paging = { limit: int({ min: 1, max: 100 }), starting_after: text(), ending_before: text() };

export const address = object({
  city: text(),
  country: text({ max: 2 }),
  line1: text(),
  line2: text(),
  postal_code: text(),
  state: text(),
});

export const shipping = object({
  address: must(address),
  name: must(text()),
  phone: text(),
  carrier: text(),
  tracking_number: text(),
});
