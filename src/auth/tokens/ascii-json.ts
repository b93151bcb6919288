/**
 * JSON in plain ASCII, with `>`, `?` and `~` escaped as well. Base64url of such text has no `-` and no `_`: the storefront
 * reads the claims with the browser's `atob`, which fails on those.
 */
export function asciiJson(value: object): string {
  return JSON.stringify(value).replace(
    /[>?~\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
