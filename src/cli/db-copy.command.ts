import { Command, InquirerService, Option } from 'nest-commander';
import type { CopyCommandOptions } from '../db-copy/copy-command.js';
import { copyAs, COPY_AS_OPTION } from './copy-as.questions.js';
import { bar, progressLine } from './progress-line.js';
import { ShopCommand } from './shop-command.js';

type Options = Omit<CopyCommandOptions, 'as'> & { as?: string };

@Command({
  name: 'db:copy',
  description:
    "Copies all of a shop's data into an empty database of either kind, and compares every row. Stop the shop first. " +
    'A password may come from PGPASSWORD instead.',
})
export class DbCopyCommand extends ShopCommand<Options> {
  protected readonly failure = 'Not copied';

  constructor(private readonly inquirer: InquirerService) {
    super();
  }

  @Option({ flags: '--from <url>', description: 'file:./data/boulevard.db, for example', required: true })
  parseFrom(value: string): string {
    return value;
  }

  @Option({ flags: '--to <url>', description: 'postgresql://user@host:5432/name, for example', required: true })
  parseTo(value: string): string {
    return value;
  }

  @Option(COPY_AS_OPTION)
  parseAs(value: string): string {
    return value;
  }

  @Option({
    flags: '--live',
    description: 'copy while the shop runs: what it writes after the beginning is not copied',
  })
  parseLive(): boolean {
    return true;
  }

  @Option({
    flags: '--mend-text',
    description: 'replace characters that PostgreSQL cannot store with U+FFFD, instead of stopping at one',
  })
  parseTextReplacement(): boolean {
    return true;
  }

  protected async execute(options: Options): Promise<void> {
    const as = await copyAs(options.as, this.inquirer);
    const { copyCommand } = await import('../db-copy/copy-command.js');
    const onProgress = ({ table, done, all }: { table: string; done: number; all: number }) =>
      progressLine.show(`${bar(done, all)}  ${table}`);
    this.print(await copyCommand({ ...options, as }, onProgress));
  }
}
