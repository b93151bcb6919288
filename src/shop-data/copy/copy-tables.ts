import { ShopDataError } from '../shop-data.errors.js';
import { Checksum } from './checksum.js';
import { isStorable, mendForPostgresql } from './postgresql-values.js';
import type { Store, Table } from './store.js';
import type { Row } from './values.js';

export interface CopiedTable {
  name: string;
  rows: number;
  /** Of both, as they agree. */
  checksum: string;
  /** Values in which U+FFFD took the place of what PostgreSQL can't keep. */
  mended: number;
}

/** Copies between two stores that have begun their transactions. */
export class TableCopy {
  /** @param onRows takes how many more rows were written, or read again */
  constructor(
    private readonly source: Store,
    private readonly target: Store,
    private readonly mendsText: boolean,
    private readonly onRows: (table: string, rows: number) => void,
  ) {}

  /**
   * Copies all rows of a table, then reads them again where they went.
   * @param from how the source describes it
   * @param to how the target does
   * @throws ShopDataError when a row can't be read or written, or is not the same there
   */
  async copy(from: Table, to: Table): Promise<CopiedTable> {
    refuseOtherKinds(from, to);
    const sent = new Checksum(from.columns);
    let mended = 0;
    for await (const rows of this.source.rows(from)) {
      if (this.target.refusesNul) mended += this.makeStorable(from, rows);
      await this.write(to, rows);
      for (const row of rows) sent.add(row);
      this.onRows(from.name, rows.length);
    }

    const arrived = new Checksum(to.columns);
    for await (const rows of this.target.rows(to)) {
      for (const row of rows) arrived.add(row);
      this.onRows(from.name, rows.length);
    }
    if (arrived.rows !== sent.rows || String(arrived) !== String(sent)) {
      const counts = `${sent.rows} rows were sent and ${arrived.rows} are there`;
      throw new ShopDataError(
        `${from.name} did not arrive as it was: ${counts}, checksums ${String(sent)} and ${String(arrived)}`,
      );
    }
    return { name: from.name, rows: sent.rows, checksum: String(sent), mended };
  }

  private async write(to: Table, rows: Row[]): Promise<void> {
    try {
      await this.target.insert(to, rows);
    } catch (error) {
      throw new ShopDataError(`${to.name} can't be written: ${(error as Error).message}`, { cause: error });
    }
  }

  /** @returns how many values of the rows had to be mended */
  private makeStorable({ name, columns }: Table, rows: Row[]): number {
    let mended = 0;
    for (const row of rows) {
      columns.forEach((column, index) => {
        const value = row[index]!;
        if (isStorable(column.kind, value)) return;
        if (!this.mendsText) {
          const where = `${name}.${column.name} where ${columns[0]!.name} is ${String(row[0])}`;
          const what = `${where} has a character that PostgreSQL can't keep (U+0000, or half of a surrogate pair)`;
          throw new ShopDataError(`${what}: --mend-text puts U+FFFD in its place`);
        }
        row[index] = mendForPostgresql(column.kind, value);
        mended += 1;
      });
    }
    return mended;
  }
}

function refuseOtherKinds(from: Table, to: Table): void {
  from.columns.forEach(({ name, kind }, index) => {
    if (to.columns[index]!.kind === kind) return;
    throw new ShopDataError(
      `${from.name}.${name} is of the kind ${kind} in one and ${to.columns[index]!.kind} in the other`,
    );
  });
}
