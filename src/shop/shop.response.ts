import type { Carrier } from '../prisma/client.js';

export type PaymentMode = 'sandbox' | 'test' | 'live';

export class CountryResponse {
  /** Two letters (ISO 3166-1). @example "FR" */
  code!: string;
  /** In French. @example "France" */
  name!: string;
}

export class ShippingMethodResponse {
  /** As `shippingMethodCode` of a checkout session. @example "COLISSIMO_HOME" */
  code!: string;
  /** @example "Colissimo (à domicile)" */
  name!: string;
  /** @example "COLISSIMO" */
  carrier!: Carrier;
  /** In euro cents, for a whole order. @example 790 */
  priceCents!: number;
  /** Codes of the countries that it delivers to. @example ["FR","BE"] */
  countries!: string[];
}

/** What a checkout session may hold; more is refused. */
export class CartLimitsResponse {
  /** Different variants. @example 50 */
  maxLines!: number;
  /** Units of one variant. @example 100 */
  maxQuantityPerLine!: number;
  /** Units of all variants together. @example 500 */
  maxUnits!: number;
  /** The least that Stripe takes, shipping included, in euro cents. @example 50 */
  minTotalCents!: number;
  /** The most that Stripe takes, in euro cents. @example 99999999 */
  maxTotalCents!: number;
}

export class CategoryResponse {
  /** As `category` of the list of products. @example "Pokémon" */
  name!: string;
  /** How many products that list has. @example 7 */
  products!: number;
}

export class PaymentResponse {
  /**
   * `sandbox`: the stand-in of development; `test`: Stripe with a test key; `live`: real money.
   * @example "sandbox"
   */
  mode!: PaymentMode;
}

export class ShopResponse {
  /** @example "BoulevardTCG" */
  name!: string;
  /** ISO 4217. All amounts are whole cents of it. @example "EUR" */
  currency!: string;
  /** BCP 47, for dates and amounts. @example "fr-FR" */
  locale!: string;
  /** Countries of delivery. */
  countries!: CountryResponse[];
  shippingMethods!: ShippingMethodResponse[];
  cart!: CartLimitsResponse;
  categories!: CategoryResponse[];
  payment!: PaymentResponse;
}
