import { IsOptional, IsString, MaxLength } from 'class-validator';
import { EmptyAsNull, IsCustomerName } from '../account-rules.js';

/** An absent field stays as it is, an empty one is cleared. */
export class UpdateProfileDto {
  /** @example Sacha */
  @EmptyAsNull()
  @IsOptional()
  @IsCustomerName()
  @MaxLength(50)
  @IsString()
  firstName?: string | null;

  /** @example Ketchum */
  @EmptyAsNull()
  @IsOptional()
  @IsCustomerName()
  @MaxLength(50)
  @IsString()
  lastName?: string | null;

  /** @example Je collectionne les cartes de la première édition. */
  @EmptyAsNull()
  @IsOptional()
  @MaxLength(500)
  @IsString()
  bio?: string | null;
}
