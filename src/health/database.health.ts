import { Inject, Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { pendingMigrations, readMigrations, type AppliedMigration, type Migration } from '../prisma/migrations.js';
import { PrismaService } from '../prisma/prisma.service.js';

@Injectable()
export class DatabaseHealthIndicator {
  private written?: Promise<Migration[]>;

  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly prisma: PrismaService,
    @Inject(databaseConfig.KEY) private readonly config: DatabaseConfig,
  ) {}

  /** @returns down, and why, when the database does not answer or lacks a migration */
  async check(): Promise<HealthIndicatorResult> {
    const database = this.indicators.check('database');
    const written = await (this.written ??= readMigrations(this.config.kind));
    try {
      const applied = await this.prisma.$queryRaw<AppliedMigration[]>`SELECT * FROM "_prisma_migrations"`;
      const missing = pendingMigrations(written, applied).length;
      return missing ? database.down({ missingMigrations: missing }) : database.up();
    } catch (error) {
      return database.down({ reason: (error as Error).name });
    }
  }
}
