import { IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsPhone } from '../../common/validation/is-phone.decorator.js';
import { EmptyAsNull } from '../account-rules.js';
import { IsBirthDate } from '../birth-date.js';

/** An absent field stays as it is, an empty one is cleared. */
export class ExtendedProfileDto {
  /** @example +33 6 12 34 56 78 */
  @EmptyAsNull()
  @IsOptional()
  @IsPhone()
  phone?: string | null;

  /** @example 12 rue du Bourg-Palette */
  @EmptyAsNull()
  @IsOptional()
  @MaxLength(200)
  @IsString()
  address?: string | null;

  /** @example Lyon */
  @EmptyAsNull()
  @IsOptional()
  @MaxLength(100)
  @IsString()
  city?: string | null;

  /** @example "69001" */
  @EmptyAsNull()
  @IsOptional()
  @Matches(/^[0-9A-Za-z\s-]+$/)
  @MaxLength(20)
  @IsString()
  postalCode?: string | null;

  /** @example France */
  @EmptyAsNull()
  @IsOptional()
  @MaxLength(100)
  @IsString()
  country?: string | null;

  /** An ISO date or date-time in the past. @example 1997-04-01 */
  @EmptyAsNull()
  @IsOptional()
  @IsBirthDate()
  @IsString()
  birthDate?: string | null;
}
