import { Command, Option } from 'nest-commander';
import { OperatorError } from '../common/errors/operator-error.js';
import { appConfig } from '../config/app.config.js';
import { ShopCommand } from './shop-command.js';
import { withModule } from './with-module.js';

@Command({
  name: 'orders:export',
  description: 'Writes orders to a CSV file, a line of an order a row. Safe while the server runs.',
})
export class OrdersExportCommand extends ShopCommand<{ to: string; since?: string }> {
  protected readonly failure = 'Not exported';

  @Option({ flags: '--to <file>', description: 'the CSV file; one that exists is replaced', required: true })
  parseTo(value: string): string {
    return value;
  }

  @Option({
    flags: '--since <when>',
    description: 'minutes, hours or days (90m, 12h, 3d), or a date such as 2026-03-01',
  })
  parseSince(value: string): string {
    return value;
  }

  protected async execute({ to, since }: { to: string; since?: string }): Promise<void> {
    const { parseSince } = await import('../checkout/reconciliation/since.js');
    const from = since === undefined ? undefined : parseSince(since, new Date(), appConfig().timeZone);
    if (from === null) throw new OperatorError('--since takes 90m, 12h, 3d or a date such as 2026-03-01 that is past');
    const { ShopWithoutServerModule } = await import('./shop-without-server.module.js');
    const { OrdersExport } = await import('../checkout/admin-orders/orders-export.service.js');
    const { writeFile } = await import('./write-file.js');
    await withModule(ShopWithoutServerModule, (app) =>
      writeFile(to, app.get(OrdersExport, { strict: false }).toCsv(from)),
    );
    this.print(`Wrote ${to}`);
  }
}
