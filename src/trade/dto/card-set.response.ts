import type { SetBrief } from '../tcgdex/answers.js';

/** A set of cards, as the card browser lists it. */
export class CardSetResponse {
  /** @example swsh3 */
  id!: string;

  /** In French. @example "Ténèbres Embrasées" */
  name!: string;

  /** The serie's French name, where known. @example Épée et Bouclier */
  series!: string | null;

  /** Cards as the set prints it on them, secret ones left out. @example 189 */
  printedTotal!: number | null;

  /** All cards. @example 201 */
  total!: number | null;

  /** `yyyy-mm-dd`, where known. @example 2020-08-14 */
  releaseDate!: string | null;

  /** An address without its extension: append `.png` or `.webp`. @example https://assets.tcgdex.net/fr/swsh/swsh3/logo */
  imagesLogo!: string | null;

  /** An address without its extension as well. @example https://assets.tcgdex.net/univ/swsh/swsh3/symbol */
  imagesSymbol!: string | null;
}

export function toCardSetResponse(set: SetBrief, series: string | null, releaseDate: string | null): CardSetResponse {
  const { id, name, cardCount, logo, symbol } = set;
  return {
    id,
    name,
    series,
    printedTotal: cardCount.official,
    total: cardCount.total,
    releaseDate,
    imagesLogo: logo,
    imagesSymbol: symbol,
  };
}
