/** Browsers skip white space within a scheme, also where it is written as a character reference. */
const spread = (scheme: string): string => scheme.split('').join(String.raw`(?:\s{0,9}|&[#\w]{1,9};)`);
const SCRIPT_ADDRESS = `(?:${spread('javascript:')}|${spread('vbscript:')}|${spread('data:text/html')})`;

/** The names of events have more letters than the words "on", "one", "only" and "once". */
const HANDLER = String.raw`on[a-z]{3,30}\s{0,9}=`;

/** What a page would run, had it the text in its HTML. Each is linear: no two starts look at the same characters. */
const PATTERNS = [
  // Runs or loads something by being there.
  String.raw`<(?:script|iframe|frameset|applet)(?:[\s/>]|$)`,
  // Loads what an attribute says: "<Base Set>" is a product, <base href=…> is not.
  String.raw`<(?:object|embed|base|link|meta)\s[^<]*?\b(?:data|classid|codebase|src|href|http-equiv)\s{0,9}=`,
  // <img src=x onerror=…
  String.raw`<[a-z][^<]*?[\s/"']${HANDLER}`,
  // " onfocus="…
  String.raw`["'\x60]\s{0,9}${HANDLER}\s{0,9}["'\x60\w]`,
  // href="javascript:…, and one that hides its first letter: href="&#106;avascript:…
  String.raw`[=(;,]\s{0,9}["'\x60]?\s{0,9}${SCRIPT_ADDRESS}`,
  String.raw`<[a-z][^<]*?=\s{0,9}["'\x60]?&#`,
  // A whole text that is an address with a call or an assignment, "javascript: the good parts (2008)" has none.
  String.raw`^\s{0,9}${SCRIPT_ADDRESS}[^]*?(?:\w[(\x60]|[=<])`,
].map((source) => new RegExp(source, 'i'));

/** Most texts have none of it and are done. */
const WORTH_A_LOOK = /<[a-z]|["'`]\s{0,9}on[a-z]|:/i;

/** Whether a page would run the text as a script. An alarm: output is escaped, so nothing depends on it. */
export function looksLikeScript(text: string): boolean {
  return WORTH_A_LOOK.test(text) && PATTERNS.some((pattern) => pattern.test(text));
}
