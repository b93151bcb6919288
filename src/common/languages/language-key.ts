import { foldText } from '../text/fold-text.js';

/** Languages that cards are printed in (ISO 639-1). */
const CODES = ['fr', 'en', 'ja', 'de', 'es', 'it', 'pt', 'nl', 'pl', 'ru', 'ko', 'zh', 'th', 'id'];

/** What players write for them as well. */
const MORE: Record<string, string> = { jp: 'ja', kr: 'ko', cn: 'zh', vf: 'fr', ger: 'de', ita: 'it' };

/** Built at the first call: most commands never need it. */
let known: ReadonlyMap<string, string> | undefined;

/**
 * Languages with the same key are the same: one that cards are printed in by its code, or by its name in French, English
 * or the language itself; another by its own text. Ignores case and accents.
 * @example languageKey('Français') === languageKey('FR')
 */
export function languageKey(typed: string): string {
  const key = foldText(typed);
  return (known ??= knownNames()).get(key) ?? key;
}

function knownNames(): Map<string, string> {
  const names = new Map(Object.entries(MORE));
  for (const code of CODES) {
    for (const locale of ['fr', 'en', code]) {
      const name = new Intl.DisplayNames([locale], { type: 'language' }).of(code);
      if (name) names.set(foldText(name), code);
    }
  }
  return names;
}
