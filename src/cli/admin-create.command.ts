import { Module } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { Command, InquirerService, Option } from 'nest-commander';
import { IsEmailAddress } from '../common/email/email-address.decorator.js';
import { OperatorError } from '../common/errors/operator-error.js';
import { LoggingModule } from '../common/logging/logging.module.js';
import { toDetails } from '../common/validation/validation.pipe.js';
import { ConfigModule } from '../config/config.module.js';
import { PrismaModule } from '../prisma/prisma.module.js';
import { IsNewPassword, IsUsername } from '../users/account-rules.js';
import { AccountsService } from '../users/accounts.service.js';
import { UsersModule } from '../users/users.module.js';
import { NEW_PASSWORD, type NewPasswordAnswers } from './new-password.questions.js';
import { ShopCommand } from './shop-command.js';
import { withModule } from './with-module.js';

interface Options {
  email: string;
  username?: string;
  password?: string;
  promote?: boolean;
}

/** Names that are reserved for the shop (`admin`) are free here. */
class NewAdmin {
  @IsEmailAddress({ message: 'must be an e-mail address.' })
  email!: string;

  @IsUsername()
  username!: string;

  @IsNewPassword()
  password?: string;
}

/** The accounts and their database, without the routes and jobs. */
@Module({ imports: [ConfigModule, LoggingModule, PrismaModule, UsersModule] })
class AdminCreateModule {}

@Command({
  name: 'admin:create',
  description: 'Creates an administrator. Safe while the server runs.',
})
export class AdminCreateCommand extends ShopCommand<Options> {
  protected readonly failure = 'Not created';

  constructor(private readonly inquirer: InquirerService) {
    super();
  }

  @Option({ flags: '--email <address>', description: 'e-mail address of the account', required: true })
  parseEmail(value: string): string {
    return value;
  }

  @Option({ flags: '--username <name>', description: '3 to 30 letters, digits, _ and -' })
  parseUsername(value: string): string {
    return value;
  }

  @Option({
    flags: '--password <password>',
    description: 'asked for on the terminal when it is not given',
    env: 'ADMIN_PASSWORD',
  })
  parsePassword(value: string): string {
    return value;
  }

  @Option({
    flags: '--promote',
    description: 'make an existing account with a verified address an administrator, and end its sessions',
  })
  parsePromote(): boolean {
    return true;
  }

  protected async execute({ promote, ...options }: Options): Promise<void> {
    const given = plainToInstance(NewAdmin, options);
    await refuseInvalid(given, ['email']);
    await withModule(AdminCreateModule, async (app) => {
      const accounts = app.get(AccountsService);
      await (promote ? this.promote(accounts, given.email) : this.create(accounts, given));
    });
  }

  private async promote(accounts: AccountsService, email: string): Promise<void> {
    const result = await accounts.promote(email);
    if (result === 'unknown') throw new OperatorError(`no account has the address ${email}`);
    if (result === 'unverified')
      throw new OperatorError(`${email} is not verified, so the account may not be its owner's`);
    this.print(`${email} is an administrator now. Username and password are as before; its sessions have ended.`);
  }

  private async create(accounts: AccountsService, given: NewAdmin): Promise<void> {
    const { email, username } = given;
    await refuseInvalid(given, ['username']);
    if (await accounts.exists(email))
      throw new OperatorError(`an account with the address ${email} exists; --promote makes it an administrator`);
    const password = (given.password ??= await this.askPassword());
    await refuseInvalid(given, ['password']);
    await accounts.create({ email, username, password, isAdmin: true });
    this.print(`Created the administrator ${email}.`);
  }

  private async askPassword(): Promise<string> {
    if (!process.stdin.isTTY)
      throw new OperatorError('no password: give --password or ADMIN_PASSWORD, or run it on a terminal');
    const answers = await this.inquirer.ask<NewPasswordAnswers>(NEW_PASSWORD, undefined);
    return answers.password;
  }
}

/** @throws OperatorError that names the first wrong option among these */
async function refuseInvalid(given: NewAdmin, fields: (keyof NewAdmin)[]): Promise<void> {
  const problems = toDetails(await validate(given, { stopAtFirstError: true }));
  const wrong = problems.find(({ path }) => fields.includes(path as keyof NewAdmin));
  if (wrong) throw new OperatorError(`--${wrong.path}: ${wrong.msg}`);
}
