import { Transform } from 'class-transformer';
import { ValidateIf } from 'class-validator';

/** Codes are the same in any case. */
export const UpperCase = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toUpperCase() : value));

/** The rules beside it hold when the field is there at all; `null` is not the same as absent. */
export const WhenGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** The storefront multiplies euros by 100: 434.99999999999994 means 435. `''` means none. */
export const RoundedOrNull = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    if (value === '') return null;
    return typeof value === 'number' ? Math.round(value) : value;
  });
