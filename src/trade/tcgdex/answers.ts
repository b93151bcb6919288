import { isSetId } from '../rules/set-id.js';
import { addressOf, countOf, dayOf, entriesOf, ShapeError, isRecord, textOf } from './fields.js';

/**
 * What is taken from TCGdex's answers, checked field by field; the names are theirs, and null is what they leave out.
 * Each reader also reads what it wrote: kept answers pass it again when they come back from the database.
 */
export interface SetBrief {
  id: string;
  name: string;
  logo: string | null;
  symbol: string | null;
  cardCount: { official: number | null; total: number | null };
}

export interface CardBrief {
  id: string;
  name: string;
  localId: string;
  /** Without quality and extension. */
  image: string | null;
}

export interface SetDetail {
  id: string;
  serie: { name: string | null };
  /** `yyyy-mm-dd` */
  releaseDate: string | null;
  cards: CardBrief[];
}

export interface SerieBrief {
  id: string;
  name: string;
}

export interface SetDate {
  id: string;
  releaseDate: string;
}

export interface CardRarity {
  id: string;
  rarity: string;
}

/** @throws ShapeError when it isn't a list, or not one entry of it is a set */
export function readSetList(answer: unknown): SetBrief[] {
  const sets = entriesOf(answer).flatMap((entry) => {
    const id = textOf(entry.id);
    if (!id || !isSetId(id)) return [];
    const count = isRecord(entry.cardCount) ? entry.cardCount : {};
    return {
      id,
      name: textOf(entry.name) ?? id,
      logo: addressOf(entry.logo),
      symbol: addressOf(entry.symbol),
      cardCount: { official: countOf(count.official), total: countOf(count.total) },
    };
  });
  if (sets.length === 0) throw new ShapeError('a list without a single set');
  return sets;
}

/** @throws ShapeError when it has no id or no list of cards */
export function readSet(answer: unknown): SetDetail {
  const id = isRecord(answer) && textOf(answer.id);
  if (!id) throw new ShapeError('a set without id');
  const serie = isRecord(answer.serie) ? answer.serie : {};
  return {
    id,
    serie: { name: textOf(serie.name) },
    releaseDate: dayOf(answer.releaseDate),
    cards: entriesOf(answer.cards).flatMap(readCard),
  };
}

function readCard(entry: Record<string, unknown>): CardBrief[] {
  const id = textOf(entry.id);
  if (!id) return [];
  const localId = textOf(entry.localId) ?? id.slice(id.lastIndexOf('-') + 1);
  return [{ id, name: textOf(entry.name) ?? `Carte ${localId}`, localId, image: addressOf(entry.image) }];
}

/** @throws ShapeError when it isn't a list */
export function readSeries(answer: unknown): SerieBrief[] {
  return entriesOf(answer).flatMap((entry) => {
    const [id, name] = [textOf(entry.id), textOf(entry.name)];
    return id && name ? { id, name } : [];
  });
}

/** @throws ShapeError when it isn't a list */
export function readSetDates(answer: unknown): SetDate[] {
  return entriesOf(answer).flatMap((entry) => {
    const [id, releaseDate] = [textOf(entry.id), dayOf(entry.releaseDate)];
    return id && releaseDate ? { id, releaseDate } : [];
  });
}

/** @throws ShapeError when it isn't a list */
export function readRarities(answer: unknown): CardRarity[] {
  return entriesOf(answer).flatMap((entry) => {
    const [id, rarity] = [textOf(entry.id), textOf(entry.rarity)];
    return id && rarity ? { id, rarity } : [];
  });
}
