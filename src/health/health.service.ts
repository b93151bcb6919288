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
  private isDraining = false;

  constructor(
    private readonly prisma: PrismaService,
    @Inject(databaseConfig.KEY) private readonly config: DatabaseConfig,
  ) {}

  /** From now on `checkReady` fails, so that load balancers stop sending requests here. */
  startDraining(): void {
    this.isDraining = true;
  }

  /** @throws NotReadyError when the database does not answer or lacks a migration, or the process is draining */
  async checkReady(): Promise<HealthResponse> {
    if (this.isDraining) throw new NotReadyError('The instance is shutting down');
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
