import { pipeline, Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import { disarm } from './formulas.js';

export type CsvRow = Record<string, string | number | boolean | null | undefined>;

/**
 * CSV as spreadsheets open it: UTF-8 with a byte order mark, semicolons, formulas disarmed. RFC 4180 otherwise.
 * @param columns the header, in this order
 * @param rows read as fast as the stream is
 */
export function writeCsv(columns: readonly string[], rows: AsyncIterable<CsvRow>): Readable {
  const csv = stringify({
    header: true,
    columns: [...columns],
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    // Otherwise it quotes CRLF alone, and a spreadsheet would begin a row at LF.
    quoted_match: /[\r\n]/,
    cast: { string: disarm, boolean: String },
  });
  // The reader of `csv` gets the error.
  pipeline(Readable.from(rows), csv, () => undefined);
  return csv;
}

/** A CSV file as a response, which browsers save under this name. */
export function csvResponse(name: string, csv: Readable): StreamableFile {
  return new StreamableFile(csv, { type: 'text/csv; charset=utf-8', disposition: `attachment; filename="${name}"` });
}

/** @returns `12,50`, as French spreadsheets read a number */
export const euros = (cents: number): string => (cents / 100).toFixed(2).replace('.', ',');
