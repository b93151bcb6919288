import { IsBoolean, IsEnum, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';
import { Carrier, OrderStatus } from '../../../prisma/client.js';

export class ChangeStatusDto {
  /** @example SHIPPED */
  @IsEnum(OrderStatus)
  status!: OrderStatus;

  /** Of an order that is or gets SHIPPED. */
  @EmptyIsAbsent()
  @IsOptional()
  @IsEnum(Carrier)
  carrier?: Carrier | null;

  /** Of an order that is or gets SHIPPED. */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(120)
  @IsString()
  trackingNumber?: string | null;

  /** The carrier's own page unless given. */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(500)
  @Matches(/^https?:\/\/[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,5})?(?:[/?#][^\s<>"'\\]*)?$/)
  @IsString()
  trackingUrl?: string | null;

  /** `false`: somebody has looked at it. An order that is PENDING is looked at by being CONFIRMED. */
  @IsOptional()
  @IsBoolean()
  needsReview?: boolean | null;

  /** Sends the goods although the payment is disputed or Stripe warns of it. */
  @IsOptional()
  @IsBoolean()
  force?: boolean | null;
}
