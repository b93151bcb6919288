import { Command, Option } from 'nest-commander';
import { ShopCommand } from './shop-command.js';
import { withModule } from './with-module.js';

@Command({
  name: 'products:export',
  description: 'Writes all products to a CSV file, as products:import takes them. Safe while the server runs.',
})
export class ProductsExportCommand extends ShopCommand<{ to: string }> {
  protected readonly failure = 'Not exported';

  @Option({ flags: '--to <file>', description: 'the CSV file; one that exists is replaced', required: true })
  parseTo(value: string): string {
    return value;
  }

  protected async execute({ to }: { to: string }): Promise<void> {
    const { ShopWithoutServerModule } = await import('./shop-without-server.module.js');
    const { ProductExport } = await import('../catalog/csv/product-export.service.js');
    const { writeFile } = await import('./write-file.js');
    await withModule(ShopWithoutServerModule, (app) =>
      writeFile(to, app.get(ProductExport, { strict: false }).toCsv()),
    );
    this.print(`Wrote ${to}`);
  }
}
