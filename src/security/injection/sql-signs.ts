/*
 * What an injection does once it has left its place. A text without any of it needs no parser; prose has such signs too
 * ("-- thanks", "1=1", "select … from"), so a sign alone proves nothing. Each expression takes time in proportion to
 * the text, whatever the text.
 */

const LITERAL = String.raw`(?:'[^']*'|"[^"]*"|\d+(?:\.\d+)?|true|false|null)`;
const COMPARES = String.raw`(?:[=<>!]|\b(?:like|is|in|between|glob)\b)`;

const ANOTHER_STATEMENT =
  /;\s*(?:select|insert|update|delete|drop|alter|create|replace|truncate|exec|execute|shutdown|waitfor|with|pragma|attach)\b/i;
const UNION = /\bunion\s+(?:all\s+|distinct\s+)?\(?\s*(?:select|values)\b/i;
const COMPARISON = new RegExp(
  String.raw`(?:\b(?:or|and|having|where)\b|\|\|)[\s(]*(?:not\b[\s(]*)?${LITERAL}[\s)]*${COMPARES}`,
  'i',
);
const ALWAYS = /(?:^|[\s'"(])(?:or|and)\s+(\d+)\s*=\s*\1\b|\bor\s+\d+\s*[=<>]/i;
const SUBQUERY = /(?:\b(?:or|and|having|where|in|exists|like)\b|[|+*/,<>=-])[\s(]*\(\s*select\b/i;
const CALL = /(?:\b(?:or|and|having|where|in|like)\b|[|+*/<>=-])[\s(]*[a-z_][\w.]*\(/i;
const TELLING_CALL =
  /\b(?:sleep|benchmark|pg_sleep|load_file|load_extension|extractvalue|updatexml|randomblob|xp_cmdshell)\(/i;
const SORTING = /\b(?:order|group)\s+by\s+\d/i;

/** A comment that swallows the rest of the statement has nothing readable in it, unlike "-- thanks". */
const HIDDEN_END = /--\s*$/;
/** '=' compares the two empty texts around it. */
const EMPTY_COMPARISON = /^\s*(?:=|\|\|)\s*''\s*$/;

const INSIDE = [ANOTHER_STATEMENT, UNION, COMPARISON, SUBQUERY, CALL, SORTING, HIDDEN_END, EMPTY_COMPARISON];

/** Its columns listed, rather than "the union select committee". */
const UNION_OF_COLUMNS = /\bunion\s+(?:all\s+|distinct\s+)?\(?\s*select\s+(?:[*\d('"@]|null\b|\w+\s*[,(])/i;
/** After a number, which is what stands there without quotes. */
const NUMBER_AND_STATEMENT = /^\s*-?\d+[\s)]*;/;

/** What a text does once it has left its quotes; what stands in other quotes or in comments does nothing. */
export function signsInside(text: string, quote: string): boolean {
  const code = codeAfter(text, quote);
  return code !== undefined && INSIDE.some((sign) => sign.test(code));
}

/** The same for a place without quotes, where far more prose is valid SQL ("Pikachu or Mew"). */
export function signsOutside(text: string): boolean {
  const code = codeOf(text);
  return (
    (NUMBER_AND_STATEMENT.test(code) && ANOTHER_STATEMENT.test(code)) ||
    [ALWAYS, UNION_OF_COLUMNS, SUBQUERY, TELLING_CALL].some((sign) => sign.test(code))
  );
}

/** Literals, comments, and whatever is neither. */
const TOKEN = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[^]*?(?:\*\/|$)|[^'"/-]+|[^]/g;

/** The text from the quote that ends its literal, with literals emptied and comments gone, a hidden end aside. */
function codeAfter(text: string, quote: string): string | undefined {
  const start = text.replaceAll(quote + quote, '  ').indexOf(quote);
  if (start < 0) return undefined;
  return codeOf(text.slice(start + 1) + quote);
}

const codeOf = (text: string): string => (text.match(TOKEN) ?? []).map(withoutContent).join('');

function withoutContent(token: string): string {
  if (token.length > 1 && /^['"]/.test(token)) return "''";
  if (!/^(?:--|\/\*)/.test(token)) return token;
  return /[\p{L}\p{N}]/u.test(token) ? ' ' : ' --';
}
