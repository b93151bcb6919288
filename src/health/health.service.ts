import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../common/errors/domain-error.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { pendingMigrations, readMigrations, type AppliedMigration, type Migration } from '../prisma/migrations.js';
import { PrismaService } from '../prisma/prisma.service.js';
import type { HealthResponse } from './health.response.js';

export class NotReadyError extends DomainError {
  readonly kind = 'upstream';
  readonly code = 'NOT_READY';
  override readonly retryAfterSeconds = 5;
}

@Injectable()
export class HealthService {
  private written?: Promise<Migration[]>;
  private isEnding = false;

  constructor(
    private readonly prisma: PrismaService,
    @Inject(databaseConfig.KEY) private readonly config: DatabaseConfig,
  ) {}

  /** From now on a balancer is told to send its requests elsewhere. */
  endSoon(): void {
    this.isEnding = true;
  }

  /** @throws NotReadyError when the database does not answer or lacks a migration, or the process is about to end */
  async checkReady(): Promise<HealthResponse> {
    if (this.isEnding) throw new NotReadyError('The instance is about to end');
    const written = await (this.written ??= readMigrations(this.config.kind));
    let missing: number;
    try {
      const applied = await this.prisma.$queryRaw<AppliedMigration[]>`SELECT * FROM "_prisma_migrations"`;
      missing = pendingMigrations(written, applied).length;
    } catch (error) {
      throw new NotReadyError('The database does not answer', { reason: (error as Error).name });
    }
    if (missing) throw new NotReadyError('Migrations are missing', { missing });
    return { ok: true };
  }
}
