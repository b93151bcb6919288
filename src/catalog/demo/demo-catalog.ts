import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { appConfig, type AppConfig } from '../../config/app.config.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { seedDemo } from './seed-demo.js';

/** In development an empty shop has something to sell from its first start on (`SEED_DEMO=false` turns that off). */
@Injectable()
export class DemoCatalog implements OnModuleInit {
  private readonly logger = new Logger(DemoCatalog.name);

  constructor(
    private readonly prisma: PrismaService,
    @Inject(appConfig.KEY) private readonly config: AppConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    if (!this.config.seedDemo) return;
    const written = await seedDemo(this.prisma);
    if (written) this.logger.log(`Wrote ${written} demo products into the empty database`);
  }
}
