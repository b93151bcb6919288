import { ApiProperty } from '@nestjs/swagger';
import { FINDINGS, type Finding, type FindingCode, type FindingSubject } from './finding.js';

export class FindingResponse {
  /** Stable; docs/consistency.md explains each code. */
  @ApiProperty({ enum: Object.keys(FINDINGS) })
  code!: FindingCode;

  /** What kind of id `subjectId` is. */
  subject!: FindingSubject;
  subjectId!: string;

  /** The compared values by name, in units, euro cents or rows. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, example: { ledger: 12, stock: 11 } })
  numbers!: Record<string, number>;
}

export class CheckedRowsResponse {
  /** @example 29 */
  variants!: number;
  /** Rows of the stock ledger. @example 45 */
  movements!: number;
  /** @example 8 */
  orders!: number;
  /** Checkout sessions. @example 0 */
  sessions!: number;
  /** Stripe events. @example 0 */
  events!: number;
}

export class ConsistencyResponse {
  /** Whether there are no findings. @example true */
  ok!: boolean;
  checkedAt!: Date;
  audited!: CheckedRowsResponse;
  /** Total number of findings; only the first 1000 are listed. @example 0 */
  total!: number;
  /** @example [] */
  findings!: FindingResponse[];
}

export function toFindingResponse({ code, subject, subjectId, numbers }: Finding): FindingResponse {
  return { code, subject, subjectId, numbers };
}
