import { domainToASCII, domainToUnicode } from 'node:url';
import { isEmail } from 'class-validator';

/** Characters, RFC 5321 4.5.3. */
export const EMAIL_MAX = 254;

/** No quoting, lists or names: what such an address could do to a header, it can't do here. */
const PLAIN = /^[^\s\p{Cc}"(),:;<>@[\\\]]+@[^\s\p{Cc}"(),:;<>@[\\\]]+$/u;

/** Full-width and half-width forms: "ｍ＠ｃａｆｅ" is "m@cafe". */
const WIDTH_FORMS = /[\uff01-\uffee]/g;

/** In a domain, `domainToASCII` would read these as the end of it or as an escape. */
const NO_DOMAIN = /[/?#%\\]/;

/**
 * The form in which addresses are stored, compared and counted, so that one mailbox is one address: trimmed, in lower
 * case, its domain in ASCII. Dots and `+tags` stay. Longer texts are no addresses, and stay as they are but for case.
 */
export function normaliseEmail(text: string): string {
  const typed = text.trim();
  if (typed.length > EMAIL_MAX) return typed.toLowerCase();
  const address = typed
    .replace(WIDTH_FORMS, (form) => form.normalize('NFKC'))
    .normalize('NFC')
    .toLowerCase();
  const at = address.lastIndexOf('@') + 1;
  const domain = address.slice(at);
  if (at === 0 || NO_DOMAIN.test(domain)) return address;
  // Empty: no domain at all.
  return address.slice(0, at) + (domainToASCII(domain) || domain);
}

/** Whether a text is one plain address, which the mailer writes to. */
export function isPlainAddress(text: string): boolean {
  return text.length <= EMAIL_MAX && PLAIN.test(text);
}

/** Whether a text may be somebody's address: every form asks this, and the mailer writes to all of them. */
export function isEmailAddress(value: unknown): value is string {
  return typeof value === 'string' && isPlainAddress(value) && isEmail(value);
}

/** An address as people write it, its domain in their own letters, for a search. */
export function readableEmail(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + domainToUnicode(address.slice(at));
}
