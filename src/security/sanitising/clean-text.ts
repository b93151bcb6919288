const PLAIN = /^[\x20-\x7e]*$/;

const LINE_BREAK = /\r\n?|[\u2028\u2029\u0085]/g;

/**
 * What nobody sees and nobody typed on purpose: control characters (tab and new line excepted, and NUL, which the next
 * step refuses), invisible formatting characters such as U+200B, the byte order mark and bidirectional overrides,
 * Hangul fillers, and halves of surrogate pairs, which PostgreSQL refuses. Kept are the ones that change what is seen:
 * - the numbering signs of Arabic and Syriac, which are of the same kind but visible
 * - joiners between pictographs (a family is three people joined) and in scripts whose letters join
 * - the tag characters that make a black flag the flag of England
 */
const INVISIBLE = new RegExp(
  [
    String.raw`[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]`,
    String.raw`(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u200c\u200d\u{e0020}-\u{e007f}])\p{Cf}`,
    String.raw`[\u034f\u3164\uffa0]`,
    String.raw`\p{Cs}`,
    String.raw`(?<![\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}\p{scx=Arab}\p{scx=Syrc}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}])[\u200c\u200d]`,
    String.raw`[\u200c\u200d](?=[\s\u200c\u200d]|$)`,
    String.raw`(?<!\u{1f3f4}[\u{e0020}-\u{e007f}]{0,8})[\u{e0020}-\u{e007f}]`,
  ].join('|'),
  'gu',
);

/** The text as people mean it: NFC, without what is invisible, trimmed. `<`, `'` and all else stay as typed. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text.trim();
  return text.replace(LINE_BREAK, '\n').replace(INVISIBLE, '').normalize('NFC').trim();
}
