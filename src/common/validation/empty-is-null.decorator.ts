import { Transform } from 'class-transformer';

/** Forms send `''` for an empty field: it means none. */
export const EmptyIsNull = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === '' ? null : value));
