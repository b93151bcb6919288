import { Command } from 'nest-commander';
import { ShopCommand } from './shop-command.js';

/** Reads the variables of the database alone, so a migration job needs no others. */
@Command({
  name: 'db:migrate',
  description: 'Applies the migrations that the database lacks, as the server does when it starts.',
})
export class DbMigrateCommand extends ShopCommand<object> {
  protected readonly failure = 'Not migrated';

  protected async execute(): Promise<void> {
    const { databaseConfig } = await import('../config/database.config.js');
    const { migrate } = await import('../prisma/migrate.js');
    const applied = await migrate(databaseConfig());
    this.print(applied.length ? `Applied ${applied.join(', ')}` : 'Nothing to apply: the database is up to date');
  }
}
