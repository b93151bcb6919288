import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

export class RefundLineDto {
  /** @example demo-order-7-01 */
  @Matches(/^[A-Za-z0-9_-]{1,64}$/)
  @IsString()
  orderItemId!: string;

  /** @example 1 */
  @Min(1)
  @Max(1000)
  @IsInt()
  quantity!: number;
}

/** Either lines, the shipping or both, or an amount. */
export class RefundOrderDto {
  /** Units, refunded at the price paid after the discount. */
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique((line: RefundLineDto | null) => line?.orderItemId ?? line)
  @ValidateNested({ each: true })
  @IsArray()
  @Type(() => RefundLineDto)
  lines?: RefundLineDto[] | null;

  /** Whether the shipping is refunded too. */
  @IsOptional()
  @IsBoolean()
  shipping?: boolean | null;

  /** In euro cents, not tied to any line. 0 with `lines` and `restock`: the goods come back without a refund. */
  @IsOptional()
  @Min(0)
  @Max(99_999_999)
  @IsInt()
  amountCents?: number | null;

  /** Whether the units of `lines` are restocked. */
  @IsOptional()
  @IsBoolean()
  restock?: boolean | null;

  /** Visible to the shop only. */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(500)
  @IsString()
  note?: string | null;
}
