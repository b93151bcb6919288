import { OperatorError } from '../common/errors/operator-error.js';
import { Checksum } from './checksum.js';
import { isStorable, replaceUnstorable } from './postgresql-values.js';
import type { Store, Table } from './store.js';
import type { Row } from './values.js';

export interface CopiedTable {
  name: string;
  rows: number;
  /** The same in source and target. */
  checksum: string;
  /** How many values had characters replaced by U+FFFD. */
  replaced: number;
}

/** Copies between two stores that have begun their transactions. */
export class TableCopy {
  /** @param onRows gets the number of further rows written or compared */
  constructor(
    private readonly source: Store,
    private readonly target: Store,
    private readonly replacesText: boolean,
    private readonly onRows: (table: string, rows: number) => void,
  ) {}

  /**
   * Copies all rows of a table, then reads them again from the target.
   * @param from the table in the source
   * @param to the table in the target
   * @throws OperatorError when a row can't be read or written, or is not the same there
   */
  async copy(from: Table, to: Table): Promise<CopiedTable> {
    refuseOtherKinds(from, to);
    const sent = new Checksum(from.columns);
    let replaced = 0;
    for await (const rows of this.source.rows(from)) {
      if (this.target.refusesNul) replaced += this.makeStorable(from, rows);
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
      throw new OperatorError(
        `${from.name} did not arrive as it was: ${counts}, checksums ${String(sent)} and ${String(arrived)}`,
      );
    }
    return { name: from.name, rows: sent.rows, checksum: String(sent), replaced };
  }

  private async write(to: Table, rows: Row[]): Promise<void> {
    try {
      await this.target.insert(to, rows);
    } catch (error) {
      throw new OperatorError(`${to.name} can't be written: ${(error as Error).message}`, { cause: error });
    }
  }

  /** @returns how many values had characters replaced */
  private makeStorable({ name, columns }: Table, rows: Row[]): number {
    let replaced = 0;
    for (const row of rows) {
      columns.forEach((column, index) => {
        const value = row[index]!;
        if (isStorable(column.kind, value)) return;
        if (!this.replacesText) {
          const where = `${name}.${column.name} where ${columns[0]!.name} is ${String(row[0])}`;
          const what = `${where} has a character that PostgreSQL can't keep (U+0000, or half of a surrogate pair)`;
          throw new OperatorError(`${what}: --mend-text puts U+FFFD in its place`);
        }
        row[index] = replaceUnstorable(column.kind, value);
        replaced += 1;
      });
    }
    return replaced;
  }
}

function refuseOtherKinds(from: Table, to: Table): void {
  from.columns.forEach(({ name, kind }, index) => {
    if (to.columns[index]!.kind === kind) return;
    throw new OperatorError(
      `${from.name}.${name} is of the kind ${kind} in one and ${to.columns[index]!.kind} in the other`,
    );
  });
}
