import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { plainToInstance } from 'class-transformer';
import { isEmail, validate } from 'class-validator';
import { RegisterDto } from './auth/dto/register.dto.js';
import { DomainError } from './common/errors/domain-error.js';
import { ERROR_TEXTS } from './common/errors/error-texts.js';
import { LoggingModule } from './common/logging/logging.module.js';
import { toDetails } from './common/validation/validation.pipe.js';
import { ConfigModule } from './config/config.module.js';
import { ConfigError } from './config/read-env.js';
import { MigrationError } from './prisma/migrations.js';
import { PrismaModule } from './prisma/prisma.module.js';
import { AccountsService } from './users/accounts.service.js';
import { UsersModule } from './users/users.module.js';

const USAGE = 'Usage: npm run admin:create -- --email you@shop.example --username you --password …';

/** What an operator can mend; its message says how. */
export class AdminNotCreatedError extends Error {}

/** Accounts and their database alone: none of the shop's routes and jobs start for this. */
@Module({ imports: [ConfigModule, LoggingModule, PrismaModule, UsersModule] })
class AdminModule {}

/**
 * Makes an administrator, or makes one of the account that has the e-mail already; that account keeps its username and
 * password. Safe beside a running server.
 * @param argv `--email`, `--username` and `--password`; the e-mail alone will do for an account that exists
 * @returns what was done, in one line
 * @throws AdminNotCreatedError with nothing changed
 */
export async function createAdmin(argv: string[]): Promise<string> {
  const given = plainToInstance(RegisterDto, readOptions(argv));
  if (!isEmail(given.email)) throw new AdminNotCreatedError(`--email must be an e-mail address.\n${USAGE}`);
  try {
    const app = await NestFactory.createApplicationContext(AdminModule, { logger: false, abortOnError: false });
    try {
      return await makeAdmin(app.get(AccountsService), given);
    } finally {
      await app.close();
    }
  } catch (error) {
    throw isMendable(error) ? new AdminNotCreatedError(sentence(error)) : error;
  }
}

async function makeAdmin(accounts: AccountsService, given: RegisterDto): Promise<string> {
  const { email, username, password } = given;
  if (await accounts.makeAdmin(email)) return `${email} is an administrator now; username and password are as before.`;

  const [wrong] = toDetails(await validate(given, { stopAtFirstError: true }));
  if (wrong) throw new AdminNotCreatedError(`--${wrong.path}: ${wrong.msg}\n${USAGE}`);
  await accounts.create({ email, username, password, isAdmin: true });
  return `Created the administrator ${email}.`;
}

function readOptions(argv: string[]): Record<string, string | undefined> {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args: argv, options: { email: text, username: text, password: text } }).values;
  } catch (error) {
    throw new AdminNotCreatedError(`${(error as Error).message}\n${USAGE}`);
  }
}

function isMendable(error: unknown): error is Error {
  return error instanceof DomainError || error instanceof ConfigError || error instanceof MigrationError;
}

function sentence(error: Error): string {
  return error instanceof DomainError ? ERROR_TEXTS[error.code] : error.message;
}
