/**
 * The one form of a code that people type: upper case, without spaces and invisible characters, with one kind of dashes
 * and widths. " bienvenue‑10 " and "BIENVENUE-10" are the same.
 */
export function typedCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/[\p{Pd}−⁃]/gu, '-')
    .toUpperCase()
    .normalize('NFC');
}
