/** Before the decomposition, which makes a space of "´" and two signs of "″". */
const DOUBLE_QUOTES = /["“”„‟«»〝〞〟″＂]/g;
const QUOTES = /['‘’‚‛‹›`´′ʹʻʼʽˈ＇]/g;
const DASHES = /[\p{Pd}−⁃]/gu;

/** Accents, and formatting characters that nobody sees. */
const MARKS = /[\p{Mn}\p{Me}\p{Cf}]/gu;

/** What Unicode does not take apart, and the two forms of a Greek letter. */
const LETTERS: Record<string, string> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', ς: 'σ' };

/**
 * The one form in which typed texts are compared: lower case, without accents and ligatures, with one kind of dashes,
 * quotes, spaces and widths: "L‘Œuvre‑ＥＸ" and "l'oeuvre-ex" are the same.
 */
export function foldText(text: string): string {
  return text
    .replace(DOUBLE_QUOTES, '"')
    .replace(QUOTES, "'")
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/[œæßøłđıς]/g, (letter) => LETTERS[letter]!)
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Signs that people read as words, unlike other punctuation. */
const WORDS = '%‰_&@#*§';
const SEPARATORS = new RegExp(`[^\\P{P}${WORDS}]`, 'gu');
const SYMBOLS = new RegExp(`[\\p{S}${WORDS}]`, 'gu');

/**
 * The form in which products are searched: folded, punctuation is a space, and each symbol is a word. "Porygon-Z" and "porygon
 * z", "X : Écarlate" and "X:ecarlate", "100 %" and "100%" are the same.
 */
export function foldForSearch(text: string): string {
  return foldText(text).replace(SEPARATORS, ' ').replace(SYMBOLS, ' $& ').replace(/ +/g, ' ').trim();
}

/** What a search of products looks into: the fields, folded, a line each, so that no match runs from one into the next. */
export function searchTextOf(...fields: (string | null | undefined)[]): string {
  return fields.map((field) => foldForSearch(field ?? '')).join('\n');
}
