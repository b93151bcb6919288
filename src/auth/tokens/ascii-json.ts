/**
 * JSON in plain ASCII, with `>`, `?` and `~` escaped as well. Base64url of such text has neither `-` nor `_`, which the
 * storefront, that reads the claims with the browser's plain base64 function, would take for a broken token.
 */
export function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[>?~\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
