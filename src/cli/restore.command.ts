import { Command, InquirerService, Option } from 'nest-commander';
import type { RestoreCommandOptions } from '../backup/backup-commands.js';
import { copyAs, COPY_AS_OPTION } from './copy-as.questions.js';
import { ShopCommand } from './shop-command.js';

type Options = Omit<RestoreCommandOptions, 'as'> & { as?: string };

@Command({
  name: 'restore',
  description: 'Puts a backup where DATABASE_URL and UPLOAD_DIR say. Stop the shop first.',
})
export class RestoreCommand extends ShopCommand<Options> {
  protected readonly failure = 'Not restored';

  constructor(private readonly inquirer: InquirerService) {
    super();
  }

  @Option({
    flags: '--from <folder>',
    description: 'the folder that the backup made: FOLDER/boulevard-…',
    required: true,
  })
  parseFrom(value: string): string {
    return value;
  }

  @Option(COPY_AS_OPTION)
  parseAs(value: string): string {
    return value;
  }

  @Option({ flags: '--force', description: 'move aside what is there, instead of stopping at it' })
  parseForce(): boolean {
    return true;
  }

  protected async execute(options: Options): Promise<void> {
    const as = await copyAs(options.as, this.inquirer);
    const { restoreCommand } = await import('../backup/backup-commands.js');
    this.print(await restoreCommand({ ...options, as }));
  }
}
