import { IsInt, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { EmptyIsAbsent } from '../../../common/validation/empty-is-absent.decorator.js';

/** A card in the collection. A line for each language and condition; the rest that is left out stays as it is. */
export class AddItemDto {
  /** @example "swsh3-136" */
  @Length(1, 64)
  @IsString()
  cardId!: string;

  /** @example "Fouinar" */
  @Length(1, 200)
  @IsString()
  cardName!: string;

  /** @example "https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp" */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(500)
  @IsString()
  cardImage?: string | null;

  /** @example "Ténèbres Embrasées" */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(100)
  @IsString()
  cardSet?: string | null;

  /**
   * Copies, added to those that are there.
   * @example 1
   */
  @IsOptional()
  @Max(9999)
  @Min(1)
  @IsInt()
  quantity?: number | null = 1;

  /** @example "Proche du neuf" */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(50)
  @IsString()
  condition?: string | null;

  /** @example "fr" */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(50)
  @IsString()
  language?: string | null;

  /** @example "Échangée à Lyon, coin supérieur un peu usé." */
  @EmptyIsAbsent()
  @IsOptional()
  @MaxLength(500)
  @IsString()
  notes?: string | null;
}
