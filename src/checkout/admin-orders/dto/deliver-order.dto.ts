import { IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

export class DeliverOrderDto {
  /**
   * For the order's history, which the buyer sees.
   * @example Remis en main propre
   */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(500)
  @IsString()
  note?: string | null;

  /** Sends the goods although the payment is disputed or Stripe warns of it. */
  @IsOptional()
  @IsBoolean()
  force?: boolean | null;
}
