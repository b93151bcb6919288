import { Transform } from 'class-transformer';

/** `''` counts as not given: the storefront's forms send all their fields. */
export const EmptyIsAbsent = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === '' ? undefined : value));
