import type { CardBrief, SetDetail } from '../tcgdex/answers.js';

/** A card of a set. */
export class CardResponse {
  /** @example swsh3-136 */
  id!: string;

  /** In French. @example Fouinar */
  name!: string;

  /** As printed: mostly digits, but not always. @example 136 */
  number!: string;

  /** In French, where known. @example Peu Commune */
  rarity!: string | null;

  /** @example https://assets.tcgdex.net/fr/swsh/swsh3/136/low.webp */
  imagesSmall!: string | null;

  /** @example https://assets.tcgdex.net/fr/swsh/swsh3/136/high.png */
  imagesLarge!: string | null;

  /** `yyyy-mm-dd`. @example 2020-08-14 */
  setReleaseDate!: string | null;

  /** @example Épée et Bouclier */
  setSeries!: string | null;

  /** The address that the two pictures are made from. @example https://assets.tcgdex.net/fr/swsh/swsh3/136 */
  image!: string | null;
}

export function toCardResponse(
  { id, name, localId, image }: CardBrief,
  rarity: string | null,
  set: SetDetail,
): CardResponse {
  return {
    id,
    name,
    number: localId,
    rarity,
    imagesSmall: image && `${image}/low.webp`,
    imagesLarge: image && `${image}/high.png`,
    setReleaseDate: set.releaseDate,
    setSeries: set.serie.name,
    image,
  };
}
