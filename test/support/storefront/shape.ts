/** `s` string, `i` integer, `n` number, `b` boolean, `d` ISO-8601 UTC date-time; with `?` it may be null. */
type Scalar = 's' | 'i' | 'n' | 'b' | 'd';
export type Shape =
  Scalar | `${Scalar}?` | OrderStatus | readonly [Shape] | OrNull | { readonly [field: string]: Shape };
type OrderStatus = 'OrderStatus';

class OrNull {
  constructor(readonly shape: Shape) {}
}
export const orNull = (shape: Shape) => new OrNull(shape);

/** A page crashes on any other (contract, section 2, number 1). */
const STATUSES = ['PENDING', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDED'];

const IS: Record<Scalar | OrderStatus, (value: unknown) => boolean> = {
  s: (value) => typeof value === 'string',
  i: (value) => Number.isInteger(value),
  n: (value) => Number.isFinite(value),
  b: (value) => typeof value === 'boolean',
  d: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value),
  OrderStatus: (value) => STATUSES.includes(value as string),
};

/** Fails unless an answer has all the fields that a page reads, of their types. It may have others. */
export function expectReads(value: unknown, shape: Shape): void {
  expect(missing(value, shape, '')).toEqual([]);
}

function missing(value: unknown, shape: Shape, path: string): string[] {
  if (shape instanceof OrNull) return value === null ? [] : missing(value, shape.shape, path);
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${path} is no array`];
    return value.flatMap((one, index) => missing(one, shape[0], `${path}.${index}`));
  }
  if (typeof shape === 'object') {
    if (typeof value !== 'object' || value === null) return [`${path} is no object`];
    return Object.entries(shape).flatMap(([name, inner]) =>
      missing((value as Record<string, unknown>)[name], inner, `${path}.${name}`),
    );
  }
  const nullable = shape.endsWith('?');
  const scalar = (nullable ? shape.slice(0, -1) : shape) as Scalar;
  return (nullable && value === null) || IS[scalar](value) ? [] : [`${path} is no ${shape}`];
}
