import { DomainError } from '../errors/domain-error.js';

export interface CsvProblem {
  /** As a spreadsheet counts: the header is row 1. Absent for the file as a whole. */
  row?: number;
  column?: string;
  msg: string;
}

/** What is wrong with a CSV file. Nothing of it was written. */
export class InvalidCsvError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_CSV';
  override readonly text: string;
  override readonly details;

  /** @param problems at least one */
  constructor(readonly problems: CsvProblem[]) {
    super(`${problems.length} problems in a CSV file`);
    this.text = describeProblem(problems[0]!);
    this.details = problems.map(({ row, column, msg }) => ({ path: column ?? 'file', msg, ...(row && { row }) }));
  }
}

/** @returns `Ligne 12, colonne price_eur : …` */
export function describeProblem({ row, column, msg }: CsvProblem): string {
  const place = [row && `ligne ${row}`, column && `colonne ${column}`].filter(Boolean).join(', ');
  return place ? `${place[0]!.toUpperCase()}${place.slice(1)} : ${msg}` : msg;
}
