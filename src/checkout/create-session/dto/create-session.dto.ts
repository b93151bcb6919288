import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsEmailAddress } from '../../../common/email/email-address.decorator.js';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';
import { IsPhone } from '../../../common/validation/is-phone.decorator.js';
import { IsCustomerName } from '../../../users/account-rules.js';
import { IsTypedCode } from '../../promos/dto/promo-decorators.js';
import { MAX_LINES, MAX_PER_LINE } from '../../rules/cart.js';

/** Address and method: both or neither. */
const hasDelivery = ({ shipping, shippingMethodCode }: CreateSessionDto): boolean =>
  [shipping, shippingMethodCode].some((given: unknown) => given !== undefined && given !== null);

export class CartItemDto {
  /** @example demo-etb-flammes-fr */
  @Matches(/^[A-Za-z0-9_-]{1,64}$/)
  variantId!: string;

  /**
   * Units wanted.
   * @example 2
   */
  @IsInt()
  @Min(1)
  @Max(MAX_PER_LINE)
  quantity!: number;
}

export class ShippingAddressDto {
  /** @example "Camille Durand" */
  @IsString()
  @Length(1, 120)
  @IsCustomerName()
  fullName!: string;

  /** @example "12 rue des Lilas" */
  @IsString()
  @Length(1, 200)
  addressLine1!: string;

  /** @example "Bâtiment B" */
  @EmptyIsAbsent()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  addressLine2?: string;

  /** @example "75011" */
  @IsString()
  @Length(1, 20)
  postalCode!: string;

  /** @example "Paris" */
  @IsString()
  @Length(1, 100)
  city!: string;

  /**
   * By its name in French, in English or in its own language, or by its code.
   * @example "France"
   */
  @IsString()
  @Length(1, 100)
  country!: string;

  /** @example "+33 6 12 34 56 78" */
  @EmptyIsAbsent()
  @IsOptional()
  @IsPhone()
  phone?: string;
}

export class CreateSessionDto {
  /** Distinct variants, 500 units in all. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_LINES)
  @ValidateNested({ each: true })
  @Type(() => CartItemDto)
  items!: CartItemDto[];

  /** @example camille@example.com */
  @EmptyIsAbsent()
  @IsOptional()
  @IsEmailAddress()
  customerEmail?: string;

  /** A code that cannot be used is refused with its error code. */
  @EmptyIsAbsent()
  @IsTypedCode()
  @IsOptional()
  @IsString()
  @MaxLength(50)
  promoCode?: string;

  /**
   * Absolute, on an allowed origin; `{CHECKOUT_SESSION_ID}` is replaced by Stripe.
   * @example "http://localhost:5173/checkout/success?sid={CHECKOUT_SESSION_ID}"
   */
  @EmptyIsAbsent()
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  successUrl?: string;

  /** @example "http://localhost:5173/panier" */
  @EmptyIsAbsent()
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  cancelUrl?: string;

  /** With `shippingMethodCode` or not at all; without, Stripe's page asks for both. */
  @ValidateIf(hasDelivery)
  @IsNotEmpty()
  @IsObject()
  @ValidateNested()
  @Type(() => ShippingAddressDto)
  shipping?: ShippingAddressDto;

  /** @example COLISSIMO_HOME */
  @EmptyIsAbsent()
  @ValidateIf(hasDelivery)
  @IsString()
  @Length(1, 50)
  shippingMethodCode?: string;
}
