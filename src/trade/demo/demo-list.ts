import type { CardSetResponse } from '../dto/card-set.response.js';
import type { CardResponse } from '../dto/card.response.js';
import { inCardOrder } from '../rules/card-order.js';
import { DEMO_SETS, type DemoSet } from './demo-sets.js';

/** The demo sets in the form of the API. There are no pictures of them. */
export function demoSets(): CardSetResponse[] {
  return DEMO_SETS.map(({ id, name, series, releaseDate, cards }) => ({
    id,
    name,
    series,
    printedTotal: cards.length,
    total: cards.length,
    releaseDate,
    imagesLogo: null,
    imagesSymbol: null,
  }));
}

/** @returns null for an id that the demo list hasn't */
export function demoCards(setId: string): CardResponse[] | null {
  const set = DEMO_SETS.find(({ id }) => id === setId);
  return set ? inCardOrder(set.cards.map((card, index) => toCard(set, card, index))) : null;
}

function toCard(set: DemoSet, [name, rarity]: [string, string], index: number): CardResponse {
  return {
    id: `${set.id}-${index + 1}`,
    name,
    number: String(index + 1),
    rarity,
    imagesSmall: null,
    imagesLarge: null,
    setReleaseDate: set.releaseDate,
    setSeries: set.series,
    image: null,
  };
}
