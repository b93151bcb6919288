const NBSP = '\u00a0';
const NARROW_NBSP = '\u202f';

/**
 * French text with values in it. The spaces before « : », « ; », « ! » and « ? » and within guillemets become those that
 * don't break; the values stay as they are.
 */
export function french(strings: TemplateStringsArray, ...values: string[]): string {
  return strings.map((text, index) => typeset(text) + (values[index] ?? '')).join('');
}

function typeset(text: string): string {
  return text
    .replace(/ (?=[:»])/g, NBSP)
    .replace(/« /g, `«${NBSP}`)
    .replace(/ (?=[;!?])/g, NARROW_NBSP);
}
