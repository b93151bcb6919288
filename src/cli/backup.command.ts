import { Command, Option } from 'nest-commander';
import { bar, progressLine } from './progress-line.js';
import { ShopCommand } from './shop-command.js';

const MB = 1024 * 1024;

@Command({
  name: 'backup',
  description: 'Writes database and uploads into a new folder, while the shop runs.',
})
export class BackupCommand extends ShopCommand<{ to: string }> {
  protected readonly failure = 'Not backed up';

  @Option({ flags: '--to <folder>', description: 'where the new folder is made', required: true })
  parseTo(value: string): string {
    return value;
  }

  protected async execute({ to }: { to: string }): Promise<void> {
    const { backupCommand } = await import('../backup/backup-commands.js');
    this.print(
      await backupCommand(to, (done, all) => progressLine.show(all ? bar(done, all) : `${(done / MB).toFixed(1)} MB`)),
    );
  }
}
