import { Inject, Injectable } from '@nestjs/common';
import { pageWindow, toPagination } from '../common/pagination/pagination.response.js';
import { InvalidFieldsError } from '../common/errors/validation.error.js';
import { endOf, startOf } from '../common/validation/moment.js';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { NEWEST_FIRST } from '../prisma/newest-first.js';
import { PrismaService } from '../prisma/prisma.service.js';
import type { AuditQuery } from './audit.query.js';
import { toAuditLogEntry, type AuditLogResponse } from './audit.response.js';

/** Reads the audit log. */
@Injectable()
export class AuditService {
  constructor(
    private readonly prisma: PrismaService,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
  ) {}

  /**
   * Newest first.
   * @throws InvalidFieldsError when `to` is before `from`
   */
  async list(query: AuditQuery): Promise<AuditLogResponse> {
    const where = condition(query, this.app.timeZone);
    const [rows, total] = await Promise.all([
      this.prisma.auditLogEntry.findMany({
        where,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.auditLogEntry.count({ where }),
    ]);
    const admins = await this.prisma.user.findMany({
      where: { id: { in: [...new Set(rows.map(({ adminId }) => adminId))] } },
      select: { id: true, username: true },
    });
    const byId = new Map(admins.map(({ id, username }) => [id, { id, username }]));
    return { changes: rows.map((row) => toAuditLogEntry(row, byId)), pagination: toPagination(query, total) };
  }
}

function condition({ action, subjectId, adminId, from, to }: AuditQuery, zone: string) {
  const createdAt = { gte: from ? startOf(from, zone) : undefined, lte: to ? endOf(to, zone) : undefined };
  if (createdAt.gte && createdAt.lte && createdAt.gte > createdAt.lte) {
    throw new InvalidFieldsError([{ path: 'to', msg: 'La date de fin doit suivre la date de début.' }]);
  }
  return { subjectId, adminId, createdAt, ...(action && { action: { startsWith: action } }) };
}
