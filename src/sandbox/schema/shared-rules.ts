import * as v from 'valibot';
import { check, list, object } from './params.js';
import { int, text } from './scalar-rules.js';

export type Metadata = Record<string, string>;

/** 50 keys of 40 characters, values of 500: docs.stripe.com/api/metadata. An empty value unsets its key. */
export const metadata = v.pipe(
  v.unknown(),
  v.transform((value) => (value === '' ? {} : value)),
  v.record(v.string(), v.unknown(), 'Invalid object'),
  check(
    (values: Record<string, unknown>) => Object.values(values).every((value) => typeof value === 'string'),
    () => 'Metadata values must be strings, but you passed an object.',
  ),
  check(
    (values: Record<string, unknown>) => Object.keys(values).every((key) => key.length <= 40),
    () => 'Metadata keys can have up to 40 characters, but you passed in a longer one.',
  ),
  check(
    (values: Record<string, unknown>) => Object.keys(values).length <= 50,
    (values) => `You can only have up to 50 metadata keys, but you passed in ${Object.keys(values).length}.`,
  ),
  v.record(
    v.string(),
    v.pipe(
      v.string(),
      check(
        (value: string) => value.length <= 500,
        () => 'Metadata values can have up to 500 characters, but you passed in a longer one.',
      ),
    ),
  ),
);

/** Metadata of a new object: what was given without the empty ones. */
export function given(values: Metadata | undefined): Metadata {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value !== ''));
}

export const expand = list(text(), { min: 0, max: 20 });

export interface Created {
  gt?: number | undefined;
  gte?: number | undefined;
  lt?: number | undefined;
  lte?: number | undefined;
}

const range = object({ gt: int(), gte: int(), lt: int(), lte: int() });
const second = v.pipe(
  int(),
  v.transform((at): Created => ({ gte: at, lte: at })),
);

/** A moment, or a range of them, in seconds. */
export const created = v.lazy((value): v.GenericSchema<unknown, Created> =>
  typeof value === 'string' ? second : range,
);

export const paging = { limit: int({ min: 1, max: 100 }), starting_after: text(), ending_before: text() };

export const address = object({
  city: text(),
  country: text({ max: 2 }),
  line1: text(),
  line2: text(),
  postal_code: text(),
  state: text(),
});

export const shipping = object({ phone: text(), carrier: text(), tracking_number: text() }, { address, name: text() });
