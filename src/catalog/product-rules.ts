import { ValidateBy } from 'class-validator';

/**
 * The most units of a variant, far below the limit of the database's integers. DTO classes repeat the limits as
 * numbers: the Swagger plugin does not resolve names.
 */
export const MAX_STOCK = 1_000_000;
export const SKU = /^[A-Za-z0-9-]+$/;

/** A file of the storefront, an upload of this API, or an http(s) address. No `javascript:` and the like. */
export const IMAGE_URL =
  /^(?:\/(?:img|uploads)\/(?!.*\.\.)[^\s<>"'\\?#]+|https?:\/\/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?(?:[/?#][^\s<>"'\\]*)?)$/;

/** An http(s) URL must parse and have a valid port. */
export function isReachable(url: string): boolean {
  return URL.canParse(url) && new URL(url).port !== '0';
}

/** A picture that Stripe refuses would block every payment of the product. */
export const IsReachable = (): PropertyDecorator =>
  ValidateBy({
    name: 'isUrl',
    validator: { validate: (value) => typeof value !== 'string' || !value.startsWith('http') || isReachable(value) },
  });
