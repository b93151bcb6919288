/** No quoting, lists or names: what such an address could do to a header, it can't do here. */
const PLAIN = /^[^\s\p{Cc}"(),:;<>@[\\\]]+@[^\s\p{Cc}"(),:;<>@[\\\]]+$/u;

/** Whether a text is one plain address that mail can be sent to: 254 characters at most, RFC 5321 4.5.3. */
export function isPlainAddress(text: string): boolean {
  return text.length <= 254 && PLAIN.test(text);
}

/** A header's value in one line: line breaks and other control characters become spaces. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200);
}
