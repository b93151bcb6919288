import { IsEmail, IsOptional, Matches, MaxLength } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';
import { NormalisedEmail } from '../../../users/account-rules.js';

export class NotifyStockDto {
  /** @example sacha@example.com */
  @NormalisedEmail()
  @MaxLength(254)
  @IsEmail()
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
