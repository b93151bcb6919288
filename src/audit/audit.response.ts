import { ApiProperty } from '@nestjs/swagger';
import type { PaginationResponse } from '../common/pagination/pagination.response.js';
import type { AuditLogEntry } from '../prisma/client.js';

export class ChangingAdminResponse {
  /** @example "demo-admin" */
  id!: string;
  /** @example "boutique" */
  username!: string;
}

/** A change by an administrator. */
export class AuditLogEntryResponse {
  /** @example "cmx2xbi5c001ahu7dl04jk0m5" */
  id!: string;

  /** Null once the account is gone. */
  @ApiProperty({ type: ChangingAdminResponse, nullable: true })
  admin!: ChangingAdminResponse | null;

  /**
   * Subject and verb.
   * @example "stock.correct"
   */
  action!: string;
  /** The id of what was changed. @example "demo-etb-flammes-fr" */
  subjectId!: string;

  /** The changed fields before; null for something created. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: { stock: 10 } })
  before!: Record<string, unknown> | null;

  /** The same fields after; null for something deleted. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, example: { stock: 12 } })
  after!: Record<string, unknown> | null;

  createdAt!: Date;
}

export class AuditLogResponse {
  changes!: AuditLogEntryResponse[];
  pagination!: PaginationResponse;
}

/** @param admins accounts that still exist, by id */
export function toAuditLogEntry(
  { id, adminId, action, subjectId, before, after, createdAt }: AuditLogEntry,
  admins: ReadonlyMap<string, ChangingAdminResponse>,
): AuditLogEntryResponse {
  return {
    ...{ id, action, subjectId, createdAt },
    admin: admins.get(adminId) ?? null,
    // Only `recordInAuditLog` writes them.
    before: before as Record<string, unknown> | null,
    after: after as Record<string, unknown> | null,
  };
}
