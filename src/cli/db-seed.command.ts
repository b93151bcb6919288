import { Command } from 'nest-commander';
import { ShopCommand } from './shop-command.js';

@Command({
  name: 'db:seed',
  description: 'Writes the demo (products, accounts, orders) into an empty database. Not in production.',
})
export class DbSeedCommand extends ShopCommand<object> {
  protected readonly failure = 'Not seeded';

  protected async execute(): Promise<void> {
    const { seedCommand } = await import('../demo/seed-command.js');
    this.print(await seedCommand());
  }
}
