import { createRequire } from 'node:module';
import countries, { type LocaleData } from 'i18n-iso-countries/index.js';
import { foldText } from '../text/fold-text.js';

const load = createRequire(import.meta.url);

/** Languages whose names of every country are recognised. */
const LANGUAGES = ['fr', 'en'];

/** The countries of delivery, with the languages spoken there. */
const SPOKEN: Record<string, readonly string[]> = {
  BE: ['nl', 'de'],
  DE: ['de'],
  ES: ['es', 'ca', 'eu', 'gl'],
  IT: ['it'],
  NL: ['nl'],
  LU: ['de'],
  CH: ['de', 'it'],
  GB: ['cy'],
};

/** Names missing in the library: Luxembourgish, Romansh, and a common French name. */
const MORE: Record<string, readonly string[]> = { LU: ['Lëtzebuerg'], CH: ['Svizra'], GB: ['Grande-Bretagne'] };

/** Built at the first call: most commands never need it. */
let known: ReadonlyMap<string, string> | undefined;

/**
 * Recognises a country by its French or English name, for countries of delivery also by its local name, or by its
 * two-letter code (UK too). Ignores case, accents, dashes and quotes.
 * @returns the two-letter code (ISO 3166-1); null for an unknown name
 */
export function countryCodeOf(typed: string | null | undefined): string | null {
  return (typed && (known ??= knownNames()).get(keyOf(typed))) || null;
}

function knownNames(): Map<string, string> {
  const languages = new Set([...LANGUAGES, ...Object.values(SPOKEN).flat()]);
  for (const language of languages)
    countries.registerLocale(load(`i18n-iso-countries/langs/${language}.json`) as LocaleData);

  const names = new Map<string, string>();
  for (const code of Object.keys(countries.getAlpha2Codes())) {
    const translated = [...LANGUAGES, ...(SPOKEN[code] ?? [])].flatMap(
      (language) => countries.getName(code, language, { select: 'all' }) ?? [],
    );
    for (const name of [code, ...translated, ...(MORE[code] ?? [])]) names.set(keyOf(name), code);
  }
  return names;
}

function keyOf(name: string): string {
  return foldText(name).replace(/\./g, '').replace(/['"-]/g, ' ').replace(/ +/g, ' ').trim();
}
