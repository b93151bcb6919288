/** UAX #15, Stream-Safe Text Format: normalisation takes quadratic time over longer runs. */
const MAX_RUN = 30;

/** Combining marks, and what sanitising removes: without it the marks on both sides are one run. */
const MARK = /[\p{M}\p{Cf}\p{Cs}\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u3164\uffa0]/u;

/** What each code point is, filled in as they come: a look-up takes a twentieth of the expression's time. */
const KINDS = new Uint8Array(0x11_0000);
const OTHER = 1;
const A_MARK = 2;

export function hasLongRunOfMarks(text: string): boolean {
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    if (point > 0xffff) i++;
    KINDS[point] ||= MARK.test(String.fromCodePoint(point)) ? A_MARK : OTHER;
    run = KINDS[point] === A_MARK ? run + 1 : 0;
    if (run > MAX_RUN) return true;
  }
  return false;
}
