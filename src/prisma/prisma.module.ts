import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Measures } from '../common/measures/measures.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { migrate } from './migrate.js';
import { openPrisma, PrismaService } from './prisma.service.js';

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
  ],
  exports: [PrismaService],
})
export class PrismaModule implements OnApplicationShutdown {
  constructor(private readonly prisma: PrismaService) {}

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
  }
}
