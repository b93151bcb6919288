import { Global, Logger, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { AppMetrics } from '../common/metrics/app-metrics.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { countTakenAddresses } from './data-steps/users.js';
import { migrate } from './migrate.js';
import { openPrisma, PrismaService } from './prisma.service.js';

@Global()
@Module({
  providers: [
    {
      provide: PrismaService,
      inject: [databaseConfig.KEY, AppMetrics],
      useFactory: async (config: DatabaseConfig, metrics: AppMetrics): Promise<PrismaService> => {
        await migrate(config);
        return openPrisma(config, metrics);
      },
    },
  ],
  exports: [PrismaService],
})
export class PrismaModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(PrismaModule.name);

  constructor(private readonly prisma: PrismaService) {}

  async onApplicationBootstrap(): Promise<void> {
    const accounts = await countTakenAddresses(this.prisma);
    if (accounts) this.logger.warn({ accounts }, 'Accounts lost their address to an older one of the same mailbox');
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
  }
}
