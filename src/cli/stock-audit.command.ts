import { Command } from 'nest-commander';
import { ShopCommand } from './shop-command.js';

@Command({
  name: 'stock:audit',
  description:
    'Checks that stock, ledger, orders, payments and refunds agree, and changes nothing. Exits 0 when they do, 1 when not, ' +
    '2 when it could not check.',
})
export class StockAuditCommand extends ShopCommand<object> {
  protected readonly failure = 'Not audited';
  protected override readonly failureCode = 2;

  protected async execute(): Promise<void> {
    const { consistencyCommand } = await import('../checkout/consistency/consistency-command.js');
    const isClean = await consistencyCommand((line) => this.print(line));
    if (!isClean) process.exitCode = 1;
  }
}
