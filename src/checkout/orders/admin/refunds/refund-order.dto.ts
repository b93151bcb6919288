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
import { EmptyIsAbsent } from '../../../../common/validation/empty-is-absent.decorator.js';

export class RefundLineDto {
  /** @example clx4n2k9v0001qzrm7d3b8t5y */
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
  /** Units at what was paid for them, a discount taken into account. */
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique((line: RefundLineDto | null) => line?.orderItemId ?? line)
  @ValidateNested({ each: true })
  @IsArray()
  @Type(() => RefundLineDto)
  lines?: RefundLineDto[] | null;

  /** Whether the shipping is given back as well. */
  @IsOptional()
  @IsBoolean()
  shipping?: boolean | null;

  /** In euro cents, for nothing in particular. */
  @IsOptional()
  @Min(1)
  @Max(99_999_999)
  @IsInt()
  amountCents?: number | null;

  /** Whether the units of `lines` go back in stock. */
  @IsOptional()
  @IsBoolean()
  restock?: boolean | null;

  /**
   * For the shop alone.
   * @example Boîte abîmée pendant le transport
   */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(500)
  @IsString()
  note?: string | null;
}
