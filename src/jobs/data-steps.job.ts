import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { repeatDataSteps } from '../prisma/data-steps/run-data-steps.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { JobsService } from './jobs.service.js';

const HOUR_MS = 60 * 60_000;

/** On the day of an upgrade: brings up to date what instances of the version before still write. */
@Injectable()
export class DataStepsJob implements OnModuleInit {
  constructor(
    private readonly prisma: PrismaService,
    private readonly jobs: JobsService,
    @Inject(databaseConfig.KEY) private readonly config: DatabaseConfig,
  ) {}

  onModuleInit(): void {
    const run = (signal: AbortSignal) => repeatDataSteps(this.prisma, this.config.kind, signal);
    this.jobs.register({ name: 'data-steps', everyMs: HOUR_MS, run });
  }
}
