import { ApiProperty } from '@nestjs/swagger';
import { FINDINGS, type Finding, type FindingCode, type FindingSubject } from './finding.js';

export class FindingResponse {
  /** Stable; docs/books.md explains each. */
  @ApiProperty({ enum: Object.keys(FINDINGS) })
  code!: FindingCode;

  /** What the id is one of. */
  subject!: FindingSubject;
  subjectId!: string;

  /** What each side says, in units, euro cents or rows, by name. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  numbers!: Record<string, number>;
}

export class AuditedResponse {
  variants!: number;
  /** Rows of the stock ledger. */
  movements!: number;
  orders!: number;
  /** Checkout sessions. */
  sessions!: number;
  /** Events of Stripe's. */
  events!: number;
}

export class AuditResponse {
  /** Whether all agrees. */
  ok!: boolean;
  checkedAt!: Date;
  audited!: AuditedResponse;
  /** Findings in all; the first 1000 are listed. */
  total!: number;
  findings!: FindingResponse[];
}

export function toFindingResponse({ code, subject, subjectId, numbers }: Finding): FindingResponse {
  return { code, subject, subjectId, numbers };
}
