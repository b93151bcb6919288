import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';
import { typedCode } from '../../../common/text/typed-code.js';
import { withoutFloatNoise } from '../promo-rules.js';

/** Codes are the same in any case, and with spaces. */
export const IsTypedCode = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? typedCode(value) : value));

/** An amount in cents, without float noise; `''` means none. */
export const CentsOrNone = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => {
    if (value === '') return null;
    return typeof value === 'number' ? withoutFloatNoise(value) : value;
  });

/** Whole but for float noise. Whether noise is allowed depends on the type of the promo, which a change may not name. */
export const IsNearlyInt = (): PropertyDecorator =>
  ValidateBy({
    name: 'isInt',
    validator: { validate: (value) => typeof value === 'number' && Number.isInteger(withoutFloatNoise(value)) },
  });
