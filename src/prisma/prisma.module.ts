import { Global, Inject, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Measures } from '../common/measures/measures.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { replicasConfig, type ReplicasConfig } from '../config/replicas.config.js';
import { migrate } from './migrate.js';
import { openPrisma, PrismaService } from './prisma.service.js';
import type { ReplicaReads } from './replicas/replica-reads.js';

/** Reads that may go to a replica; null without `DATABASE_REPLICA_URLS`. */
export const REPLICAS = Symbol('replicas');

@Global()
@Module({
  providers: [
    {
      provide: PrismaService,
      inject: [databaseConfig.KEY, Measures],
      useFactory: async (config: DatabaseConfig, measures: Measures): Promise<PrismaService> => {
        await migrate(config);
        return openPrisma(config, measures);
      },
    },
    {
      provide: REPLICAS,
      inject: [replicasConfig.KEY, databaseConfig.KEY, PrismaService, Measures],
      useFactory: async (
        { urls }: ReplicasConfig,
        { pool }: DatabaseConfig,
        prisma: PrismaService,
        measures: Measures,
      ): Promise<ReplicaReads | null> => {
        if (!urls.length) return null;
        const { ReplicaReads } = await import('./replicas/replica-reads.js');
        return ReplicaReads.open(urls, pool, prisma, measures);
      },
    },
  ],
  exports: [PrismaService, REPLICAS],
})
export class PrismaModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly prisma: PrismaService,
    @Inject(REPLICAS) private readonly replicas: ReplicaReads | null,
  ) {}

  onApplicationBootstrap(): void {
    // Not before: until then there is no log.
    this.replicas?.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.replicas?.close();
    await this.prisma.$disconnect();
  }
}
