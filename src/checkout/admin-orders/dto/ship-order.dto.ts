import { IsBoolean, IsEnum, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';
import { Carrier } from '../../../prisma/client.js';

export class ShipOrderDto {
  /** @example COLISSIMO */
  @IsEnum(Carrier)
  carrier!: Carrier;

  /** @example "6A12345678901" */
  @Length(1, 120)
  @IsString()
  trackingNumber!: string;

  /**
   * For the order's history, which the buyer sees.
   * @example Remis au bureau de poste ce matin
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
