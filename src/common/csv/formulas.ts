/** What spreadsheets take for the beginning of a formula. https://owasp.org/www-community/attacks/CSV_Injection */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
/** One that is disarmed, or was such a text from the beginning. */
const DISARMED = /^'+[=+\-@\t\r＝＋－＠]/;

export const isFormula = (cell: string): boolean => FORMULA.test(cell);

/** @returns the text with an apostrophe in front if a spreadsheet would run it */
export const disarm = (text: string): string => (FORMULA.test(text) || DISARMED.test(text) ? `'${text}` : text);

/** The text that `disarm` was given. */
export const rearm = (cell: string): string => (DISARMED.test(cell) ? cell.slice(1) : cell);
