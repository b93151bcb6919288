import { Module } from '@nestjs/common';
import { Command } from 'nest-commander';
import { LoggingModule } from '../common/logging/logging.module.js';
import { ConfigModule } from '../config/config.module.js';
import { Installation } from '../installation/installation.js';
import { InstallationModule } from '../installation/installation.module.js';
import { PrismaModule } from '../prisma/prisma.module.js';
import { ShopCommand } from './shop-command.js';
import { withModule } from './with-module.js';

@Module({ imports: [ConfigModule, LoggingModule, PrismaModule, InstallationModule] })
class JobsEnableModule {}

@Command({
  name: 'jobs:enable',
  description: 'Turns the scheduled jobs of a copied or restored database on. A running server notices.',
})
export class JobsEnableCommand extends ShopCommand<object> {
  protected readonly failure = 'Not enabled';

  protected async execute(): Promise<void> {
    const changed = await withModule(JobsEnableModule, (app) => app.get(Installation).enableJobs());
    this.print(changed ? 'Scheduled jobs are on: each runs at its next time.' : 'Scheduled jobs were on already.');
  }
}
