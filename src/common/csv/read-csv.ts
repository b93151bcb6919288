import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { InvalidCsvError } from './csv.errors.js';
import { rearm } from './formulas.js';

/** 20,000 products take about 4 MB. */
export const MAX_CSV_BYTES = 32 * 1024 * 1024;
const MAX_ROWS = 50_000;
const MAX_ROW_CHARACTERS = 20_000;
/** The header of any file of ours is shorter. */
const MAX_HEADER_CHARACTERS = 5_000;

/** A row by its columns. An empty cell is absent. */
export type CsvCells = Partial<Record<string, string>>;

/**
 * Reads UTF-8, with semicolons or commas. Rows in which all cells are empty are skipped.
 * @param columns all that the file may have
 * @param required those that it must have
 * @returns each row with its number, as a spreadsheet counts: the header is row 1
 * @throws InvalidCsvError for a file that is no such CSV, at the first fault
 */
export async function* readCsv(
  file: AsyncIterable<Uint8Array>,
  columns: readonly string[],
  required: readonly string[],
): AsyncGenerator<{ row: number; cells: CsvCells }> {
  const chunks = decode(file);
  const beginning = await untilFirstLineEnd(chunks);
  const [header = ''] = beginning.split(/\r?\n|\r/, 1);
  const delimiter = delimiterOf(header, columns);
  const parser = parse({
    delimiter,
    // All three: a file put together from two may mix them.
    record_delimiter: ['\r\n', '\n', '\r'],
    columns: (names: string[]) => checkedHeader(names, columns, required),
    skip_empty_lines: true,
    max_record_size: MAX_ROW_CHARACTERS,
    info: true,
  });
  pipeline(Readable.from(concat(beginning, chunks)), parser, () => undefined);

  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: CsvCells; info: Counts }>) {
      const row = 1 + info.records + info.empty_lines;
      if (info.records > MAX_ROWS)
        throw new InvalidCsvError([{ row, msg: `Le fichier a plus de ${MAX_ROWS} lignes.` }]);
      const cells = Object.entries(record).filter(([, cell]) => cell?.trim());
      const nameless = cells.find(([column]) => !columns.includes(column));
      if (nameless) {
        const msg = 'Cette cellule n’est pas vide, mais la première ligne ne nomme pas sa colonne.';
        throw new InvalidCsvError([{ row, column: nameless[0], msg }]);
      }
      if (cells.length) yield { row, cells: Object.fromEntries(cells) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { records, empty_lines } = error as unknown as Counts;
    throw new InvalidCsvError([{ row: 2 + records + empty_lines, msg: messageOf(error) }]);
  }
}

/** Of what was read so far, without the header. */
interface Counts {
  records: number;
  empty_lines: number;
}

/** The text of a cell as it was before it was written to a CSV file. */
export const cellText = (cell: string): string => rearm(cell.trim());

/** @throws InvalidCsvError for what is not UTF-8, or too long */
async function* decode(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const rows = new RowCounter();
  let bytes = 0;
  let tail: Uint8Array = new Uint8Array();
  for await (const chunk of file) {
    bytes += chunk.length;
    if (bytes > MAX_CSV_BYTES)
      throw new InvalidCsvError([{ msg: `Le fichier dépasse ${MAX_CSV_BYTES / 1024 / 1024} Mo.` }]);
    const withTail = Buffer.concat([tail, chunk]);
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw notUtf8(rows.after(validBeginning(withTail)));
    }
    const nul = text.indexOf('\0');
    if (nul >= 0) throw notUtf8(rows.after(text.slice(0, nul)));
    rows.after(text);
    // A chunk may end inside a letter. What follows the last ASCII byte has neither quotes nor line breaks.
    tail = withTail.subarray(withTail.findLastIndex((byte) => byte < 0x80) + 1);
    yield text;
  }
  try {
    yield decoder.decode();
  } catch {
    const msg = 'La dernière lettre est incomplète : le fichier est peut-être coupé, ou n’est pas en UTF-8.';
    throw new InvalidCsvError([{ row: rows.after(''), msg }]);
  }
}

function notUtf8(row: number): InvalidCsvError {
  const msg = 'Le fichier n’est pas en UTF-8 : enregistrez-le au format « CSV UTF-8 ».';
  return new InvalidCsvError([{ row, msg }]);
}

/** The text before the first byte that is not UTF-8. */
function validBeginning(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    for (const byte of bytes) text += decoder.decode(Uint8Array.of(byte), { stream: true });
  } catch {
    // Here it ends.
  }
  return text;
}

/** Counts as a spreadsheet does: a line break inside quotes ends no row. */
class RowCounter {
  private row = 1;
  private isQuoted = false;
  private last = '';

  /** @returns the row in which the text ends, after all earlier texts */
  after(text: string): number {
    for (const char of text) {
      if (char === '"') this.isQuoted = !this.isQuoted;
      else if (!this.isQuoted && (char === '\r' || (char === '\n' && this.last !== '\r'))) this.row += 1;
      this.last = char;
    }
    return this.row;
  }
}

async function untilFirstLineEnd(chunks: AsyncGenerator<string>): Promise<string> {
  let text = '';
  while (!/[\r\n]/.test(text) && text.length < MAX_HEADER_CHARACTERS) {
    const next = await chunks.next();
    if (next.done) break;
    text += next.value;
  }
  return text;
}

async function* concat(beginning: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield beginning;
  yield* rest;
}

/** The one that divides the header into known columns. */
function delimiterOf(header: string, columns: readonly string[]): string {
  const known = (delimiter: string) =>
    header.split(delimiter).filter((name) => columns.includes(headerName(name))).length;
  const [semicolons, commas] = [known(';'), known(',')];
  if (semicolons + commas === 0) {
    const msg = `La première ligne doit nommer les colonnes, séparées par « ; » ou « , » : ${columns.join(', ')}.`;
    throw new InvalidCsvError([{ row: 1, msg }]);
  }
  return semicolons >= commas ? ';' : ',';
}

const headerName = (name: string): string =>
  name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .toLowerCase();

/** @returns a name for each column: its number where the header is empty, as spreadsheets leave it at the end */
function checkedHeader(names: string[], columns: readonly string[], required: readonly string[]): string[] {
  const all = names.map(headerName);
  const header = all.filter(Boolean);
  const problems = [
    ...header
      .filter((name) => !columns.includes(name))
      .map((name) => ({
        column: name.slice(0, 50),
        msg: `Colonne inconnue. Les colonnes sont : ${columns.join(', ')}.`,
      })),
    ...header
      .filter((name, index) => header.indexOf(name) < index)
      .map((name) => ({ column: name.slice(0, 50), msg: 'Cette colonne figure deux fois.' })),
    ...required
      .filter((name) => !header.includes(name))
      .map((name) => ({ column: name, msg: 'Cette colonne manque.' })),
  ];
  if (problems.length) throw new InvalidCsvError(problems.slice(0, 100).map((problem) => ({ row: 1, ...problem })));
  return all.map((name, index) => name || String(index + 1));
}

/** The parser's own messages quote the file. */
function messageOf({ code }: CsvError): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'Un guillemet ouvert n’est jamais refermé : le fichier est peut-être coupé.';
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return 'La ligne n’a pas autant de cellules que la première : le fichier est peut-être coupé.';
    case 'CSV_MAX_RECORD_SIZE':
      return `La ligne dépasse ${MAX_ROW_CHARACTERS} caractères.`;
    default:
      return 'Des guillemets sont mal placés.';
  }
}
