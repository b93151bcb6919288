import { IsOptional, Matches } from 'class-validator';
import { IsEmailAddress } from '../../../common/email/email-address.decorator.js';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

export class NotifyStockDto {
  /** @example sacha@example.com */
  @IsEmailAddress()
  email!: string;

  /** @example demo-etb-flammes */
  @Matches(/^[A-Za-z0-9_-]{1,64}$/)
  productId!: string;

  /**
   * Without it any of the product's variants.
   * @example demo-etb-flammes-fr
   */
  @EmptyIsAbsent()
  @IsOptional()
  @Matches(/^[A-Za-z0-9_-]{1,64}$/)
  variantId?: string | null;
}
