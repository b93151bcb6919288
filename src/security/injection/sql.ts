import Database from 'better-sqlite3';
import { signsInside, signsOutside } from './sql-signs.js';

/** Where a text would stand in a statement glued together by hand; X is the text. */
const IN_QUOTES = [
  {
    quote: "'",
    statements: ["SELECT a FROM t WHERE a = 'X'", "SELECT a FROM t WHERE (a = 'X')", "SELECT f((g('X')))"],
  },
  { quote: '"', statements: ['SELECT a FROM t WHERE a = "X"', 'SELECT a FROM t WHERE (a = "X")'] },
];
const WITHOUT_QUOTES = [
  'SELECT a FROM t WHERE a = X',
  'SELECT a FROM t WHERE (a = X)',
  'SELECT a FROM t WHERE a = 1 X',
];

/** Statements of other databases, which this one's parser doesn't know. */
const FOREIGN_STATEMENT =
  /^\s*(?:exec(?:ute)?\s+(?:master\b|xp_|sp_|\(|immediate\b)|waitfor\s+delay\b|shutdown\b[\s;-]*$|truncate\s+table\s+\w|pragma\s+\w+\s*[=(;-]|attach\s+database\b)/i;

/** Not "select a card": articles are no columns. */
const OWN_STATEMENT =
  /^\s*(?:select(?!\s+(?:an?|the|my|your|our|any|one|some|all)\s)|insert|update|delete|drop|alter|create|replace|with)\b/i;

/** An injection is code, and short; prose may be long. */
const MAX_LENGTH = 2000;
const MAX_STATEMENTS = 5;

/** How often the parser may still be asked for one request: nobody honest sends hundreds of texts with such signs. */
export interface Looks {
  left: number;
}
export const MAX_LOOKS = 200;

/** A database of its own with one empty table. Statements are compiled there and never run. */
const db = new Database(':memory:');
db.exec('CREATE TABLE t (a)');

/**
 * Whether the text, glued into a statement, would leave its place and go on as working SQL that does what injections
 * do. The judge is SQLite's own parser, so sentences, which are no SQL, pass however many quotes, dashes and keywords
 * they have. docs/decisions/0001-recognising-attack-strings.md tells why.
 */
export function looksLikeSql(text: string, looks: Looks = { left: MAX_LOOKS }): boolean {
  if (text.length > MAX_LENGTH) return false;
  const code = inOurDialect(text);
  return (
    IN_QUOTES.some(({ quote, statements }) => signsInside(code, quote) && works(statements, code, looks)) ||
    (signsOutside(code) && works(WITHOUT_QUOTES, code, looks))
  );
}

/** MySQL's comment sign and operators in the words that SQLite has for them. */
function inOurDialect(text: string): string {
  return text
    .replaceAll('#', '--')
    .replaceAll('&&', ' AND ')
    .replace(/\b(?:rlike|regexp)\b/gi, 'LIKE')
    .replace(/\bxor\b/gi, 'OR');
}

function works(statements: string[], code: string, looks: Looks): boolean {
  if (looks.left <= 0) return true;
  looks.left--;
  return statements.some((statement) => {
    const glued = statement.replace('X', () => code);
    const [first = '', ...more] = glued.split(';');
    if (more.length === 0 || !compiles(first)) return compiles(glued);
    return more.slice(0, MAX_STATEMENTS).some(isStatement);
  });
}

function isStatement(text: string): boolean {
  return FOREIGN_STATEMENT.test(text) || (OWN_STATEMENT.test(text) && compiles(text));
}

/** Well-formed counts, even where tables, columns or functions that it names don't exist here. */
function compiles(sql: string): boolean {
  try {
    db.prepare(sql);
    return true;
  } catch (error) {
    return !/syntax error|unrecognized token|incomplete input|Recursion limit|one statement|contains no/i.test(
      (error as Error).message,
    );
  }
}
