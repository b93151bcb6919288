import { IsString, Length } from 'class-validator';

/** A card as the card browser shows it. */
export class AddFavoriteDto {
  /** @example "swsh3-136" */
  @Length(1, 64)
  @IsString()
  cardId!: string;

  /** @example "Fouinar" */
  @Length(1, 200)
  @IsString()
  cardName!: string;

  /** @example "https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp" */
  @Length(1, 500)
  @IsString()
  cardImage!: string;

  /** @example "Ténèbres Embrasées" */
  @Length(1, 100)
  @IsString()
  cardSet!: string;
}
