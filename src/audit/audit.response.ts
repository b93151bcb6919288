import { ApiProperty } from '@nestjs/swagger';
import type { PaginationResponse } from '../common/pagination/pagination.response.js';
import type { AdminChange } from '../generated/sqlite/client.js';

export class ChangingAdminResponse {
  id!: string;
  username!: string;
}

/** What an administrator did. */
export class AdminChangeResponse {
  id!: string;

  /** Null once the account is gone. */
  @ApiProperty({ type: ChangingAdminResponse, nullable: true })
  admin!: ChangingAdminResponse | null;

  /**
   * Subject and verb.
   * @example product.update
   */
  action!: string;
  /** The id of what was changed. */
  subjectId!: string;

  /** The fields that changed, as they were; null where nothing was. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  before!: Record<string, unknown> | null;

  /** The same fields as they became; null where nothing is left. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  after!: Record<string, unknown> | null;

  createdAt!: Date;
}

export class AdminChangesResponse {
  changes!: AdminChangeResponse[];
  pagination!: PaginationResponse;
}

/** @param admins the accounts that there are, by id */
export function toAdminChange(
  { id, adminId, action, subjectId, before, after, createdAt }: AdminChange,
  admins: ReadonlyMap<string, ChangingAdminResponse>,
): AdminChangeResponse {
  return {
    ...{ id, action, subjectId, createdAt },
    admin: admins.get(adminId) ?? null,
    // Written by recordAdminChange and by nobody else.
    before: before as Record<string, unknown> | null,
    after: after as Record<string, unknown> | null,
  };
}
