import { Transform } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, MaxLength, Min, ValidateIf } from 'class-validator';
import { WhenGiven } from '../../../common/validation/when-given.decorator.js';
import { VariantFieldsDto } from './variant-fields.dto.js';

/** Required for a new variant; a changed one keeps absent fields. */
const RequiredWhenNew = (): PropertyDecorator =>
  ValidateIf(({ id }: VariantChangeDto, value) => !id || value !== undefined);

export class VariantChangeDto extends VariantFieldsDto {
  /**
   * The variant to change; without it a new one is made.
   * @example demo-etb-flammes-fr
   */
  @Transform(({ value }: { value: unknown }) => (value === '' || value === null ? undefined : value))
  @IsOptional()
  @IsString()
  @MaxLength(64)
  id?: string;

  /** @example Standard */
  @RequiredWhenNew()
  @IsString()
  @Length(1, 200)
  name?: string;

  /**
   * In euro cents.
   * @example 5490
   */
  @RequiredWhenNew()
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  priceCents?: number;

  /**
   * A count, or, with `stockAtRead`, the new value in the form.
   * @example 12
   */
  @WhenGiven()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  stock?: number;

  /**
   * The stock that the form was filled with: the difference to `stock` is applied to the current stock.
   * @example 10
   */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  stockAtRead?: number | null;

  /** For sale. */
  @WhenGiven()
  @IsBoolean()
  isActive?: boolean;
}
