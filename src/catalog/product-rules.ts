import { Transform } from 'class-transformer';
import { ValidateIf } from 'class-validator';

/**
 * The most units that a variant can be said to have; far below what the database's integers hold. In the DTO classes
 * the limits stand as numbers: the documentation is made from them, and does not follow names.
 */
export const MAX_STOCK = 1_000_000;
export const SKU = /^[A-Za-z0-9-]+$/;

/** A file of the storefront, an upload of this API, or an http(s) address. Nothing that a browser would run. */
export const IMAGE_URL =
  /^(?:\/(?:img|uploads)\/(?!.*\.\.)[^\s<>"'\\?#]+|https?:\/\/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?(?:[/?#][^\s<>"'\\]*)?)$/;

/** The rules beside it hold when the field is there at all; `null` is not the same as absent. */
export const WhenGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** Forms send `''` where nothing was typed: it means none. */
export const EmptyIsNull = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === '' ? null : value));
