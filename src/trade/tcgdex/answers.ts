import * as v from 'valibot';
import { isSetId } from '../rules/set-id.js';

// The parts of TCGdex's responses that the shop uses, under TCGdex's names. Every schema also takes its own output: stale
// responses from the database are checked again.

const ENTRIES_MAX = 10_000;

/** A text, or a number as text: `localId` may be either. */
const text = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.finite(), v.transform(String))]),
  v.trim(),
  v.minLength(1),
  v.maxLength(300),
);

/** An http(s) URL, unchanged. Anything else must not get into a page. */
const url = v.pipe(
  text,
  v.regex(/^https?:\/\/[^\s"'<>]+$/),
  v.check((address) => URL.canParse(address)),
);

const day = v.pipe(text, v.isoDate());
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const setBrief = v.pipe(
  v.object({
    id: v.pipe(text, v.check(isSetId)),
    name: orNull(text),
    logo: orNull(url),
    symbol: orNull(url),
    cardCount: v.fallback(v.object({ official: orNull(count), total: orNull(count) }), { official: null, total: null }),
  }),
  v.transform(({ id, name, ...more }) => ({ id, name: name ?? id, ...more })),
);

const cardBrief = v.pipe(
  // `image` has neither quality nor extension.
  v.object({ id: text, name: orNull(text), localId: orNull(text), image: orNull(url) }),
  v.transform(({ id, name, localId, image }) => {
    const number = localId ?? id.slice(id.lastIndexOf('-') + 1);
    return { id, name: name ?? `Carte ${number}`, localId: number, image };
  }),
);

/** `GET /sets`, with at least one set. */
export const setList = v.pipe(listOf(setBrief), v.minLength(1));

/** `GET /sets/ID` */
export const setDetail = v.object({
  id: text,
  serie: v.fallback(v.object({ name: orNull(text) }), { name: null }),
  releaseDate: orNull(day),
  cards: listOf(cardBrief),
});

/** `GET /series` */
export const serieList = listOf(v.object({ id: text, name: text }));

export const setDateList = listOf(v.object({ id: text, releaseDate: day }));
export const rarityList = listOf(v.object({ id: text, rarity: text }));

export type SetBrief = v.InferOutput<typeof setBrief>;
export type CardBrief = v.InferOutput<typeof cardBrief>;
export type SetDetail = v.InferOutput<typeof setDetail>;
export type SerieBrief = v.InferOutput<typeof serieList>[number];
export type SetDate = v.InferOutput<typeof setDateList>[number];
export type CardRarity = v.InferOutput<typeof rarityList>[number];

/** The list that a GraphQL query asks for. Errors in the response are ignored: a card without rarity causes one. */
export function queried<T>(field: string, list: v.GenericSchema<unknown, T>) {
  return v.pipe(
    v.object({ data: v.object({ [field]: list }) }),
    v.transform(({ data }) => data[field] as T),
  );
}

/** What is absent or unusable is null. */
function orNull<T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T | null> {
  return v.fallback(v.nullable(schema), null as never);
}

/** A list without its unusable entries. */
function listOf<T>(entry: v.GenericSchema<unknown, T>) {
  return v.pipe(
    v.array(v.unknown()),
    v.maxLength(ENTRIES_MAX),
    v.transform((entries) =>
      entries.flatMap((value) => {
        const { success, output } = v.safeParse(entry, value);
        return success ? [output] : [];
      }),
    ),
  );
}
