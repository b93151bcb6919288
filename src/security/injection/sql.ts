const QUOTE_END = String.raw`['"]\)* ?`;
const LITERAL = String.raw`(?:'[^']{0,80}'|"[^"]{0,80}"|\d{1,20}(?:\.\d{1,20})?|null|true|false)`;
const AND_OR = String.raw`(?:\b(?:or|and|xor)\b|\|\||&&) ?(?:not\b ?)?\(* ?`;
const COMPARES = String.raw`(?:[=<>!]{1,3}|(?:is )?(?:not )?(?:like|in|between|rlike|regexp|glob|is)\b(?: not)?)`;
/** What a subquery selects; "(select a card)" is prose. */
const COLUMNS = String.raw`(?:distinct |all )?(?:[*@(]|\w{1,64}\(|${LITERAL} ?(?:[,);]|\bfrom\b|--|#|$)|[\w.]{1,64}(?: ?, ?[\w.]{1,64}){0,50} ?(?:\bfrom (?!an? |the |my |your |our )|--|#|$))`;
const NAME = '[\\w."`[\\]]{1,128}';
/** A comment in which nothing can be read, unlike "-- thanks". */
const HIDDEN_REST = String.raw`(?:--|#|/\*)[^a-z\d\u0080-\uffff]{0,100}$`;
const END = String.raw` ?(?:;|--|#|/\*|$)`;

/**
 * What an injection does once it has left its quotes, in a text whose white space is single blanks. Every expression is
 * linear: repetitions are bounded, or next to something that ends them.
 */
const PATTERNS = [
  // ' OR '1'='1
  `${QUOTE_END}${AND_OR}${LITERAL} ?\\)* ?${COMPARES} ?(?:['"\\d(]|null\\b|true\\b|false\\b|$)`,
  // 1 or 1=1
  String.raw`(?:^|['" (\d])(?:or|and) (\d{1,20}) ?= ?\1\b`,
  // ' and sleep(5)
  String.raw`(?:\b(?:or|and|xor|select) |\|\| ?|&& ?|[+,;=(] ?)(?:sleep|benchmark|pg_sleep|load_file|load_extension|extractvalue|updatexml|randomblob)\(`,
  // ' || (select password from users) || '
  String.raw`(?:\b(?:or|and|xor|in|exists|like|where)|[|&+*<>=]) ?\( ?select ${COLUMNS}`,
  // union select null, null
  String.raw`\bunion (?:all |distinct )?\(? ?select ${COLUMNS}`,
  // '='
  String.raw`^ ?(['"]) ?(?:[=<>+*-]|\|\||&&) ?\1 ?$`,
  // admin' --
  String.raw`^[^'"]*${QUOTE_END}${HIDDEN_REST}`,
  // 1' order by 10 --     ' or username is not null --
  String.raw`^[^'"]*['"]\)* (?:(?:or|and|xor|like|rlike|having|limit|union|(?:group|order) by) |\|\||&&)[^]{1,300}?${HIDDEN_REST}`,
  // ' || version() || '
  String.raw`${QUOTE_END}\|\| ?\w{1,64}\(`,
  // '; drop table users; --
  String.raw`; ?(?:drop|truncate) (?:table|database|schema|view) (?:if exists )?${NAME}${END}`,
  String.raw`; ?delete from ${NAME}(?: where\b|${END})`,
  String.raw`; ?(?:insert|replace) into ${NAME} ?(?:\(|values\b|select\b)`,
  String.raw`; ?update ${NAME} set ${NAME} ?=`,
  String.raw`; ?(?:alter|create) (?:table|user|login|role) ${NAME} ?(?:add|drop|alter|rename|with|identified|\(|as)`,
  String.raw`${QUOTE_END}; ?select ${COLUMNS}`,
  String.raw`; ?select \* from\b|; ?with (?:recursive )?\w{1,64} ?(?:\([^()]{1,200}\) ?)?as ?\(`,
  String.raw`; ?(?:pragma \w{1,64} ?[=(]|attach database\b|shutdown${END}|exec(?:ute)? ?(?:master\b|xp_|sp_|\(|immediate\b))`,
  String.raw`\bwaitfor delay ?['"]|\bxp_cmdshell\b`,
].map((source) => new RegExp(source, 'i'));

/** Most texts have none of it and are done. */
const WORTH_A_LOOK = /['"();=]|\bunion\b/i;

/** Whether a text does what SQL injections do. An alarm: queries are parameterised, so nothing depends on it. */
export function looksLikeSql(text: string): boolean {
  if (!WORTH_A_LOOK.test(text)) return false;
  const code = withoutComments(text).replace(/\s{2,}|[^\S ]/g, ' ');
  return PATTERNS.some((pattern) => pattern.test(code));
}

/** A comment separates words. One that is not closed hides the rest and stays. */
function withoutComments(text: string): string {
  const end = text.lastIndexOf('*/') + 2;
  return end < 2 ? text : text.slice(0, end).replace(/\/\*[^]*?\*\//g, ' ') + text.slice(end);
}
