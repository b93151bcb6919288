import { existsSync } from 'node:fs';
import { messageOf } from '../../common/errors/message-of.js';
import { databaseConfig, type DatabaseConfig } from '../../config/database.config.js';
import { pendingMigrations, readMigrations, type AppliedMigration } from '../../prisma/migrations.js';
import { openPrisma, type PrismaService } from '../../prisma/prisma.service.js';
import { BooksAudit } from './books-audit.service.js';
import { toLine, type FindingCode } from './finding.js';

/** What an exit code of `npm run stock:audit` says. */
export const AUDIT_EXIT = { agrees: 0, disagrees: 1, notLooked: 2 } as const;

/** The books could not be looked at; the message says why. */
class UnreadableBooksError extends Error {}

/**
 * `npm run stock:audit`: looks through the database that the environment names, and changes nothing in it.
 * @param print takes a line: one for each finding, then a summary
 * @param complain takes why it could not look
 * @returns the exit code
 */
export async function auditCommand(print: (line: string) => void, complain: (line: string) => void): Promise<number> {
  try {
    const config = databaseConfig();
    refuseMissing(config);
    const prisma = await openPrisma(config);
    try {
      await refuseOutdated(prisma, config);
      return await audit(new BooksAudit(prisma), print);
    } finally {
      await prisma.$disconnect();
    }
  } catch (error) {
    complain(`Not audited: ${messageOf(error)}`);
    return AUDIT_EXIT.notLooked;
  }
}

async function audit(books: BooksAudit, print: (line: string) => void): Promise<number> {
  const counts = new Map<FindingCode, number>();
  for await (const finding of books.findings()) {
    counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
    print(toLine(finding));
  }
  const audited = Object.entries(await books.audited()).map(([name, rows]) => `${rows} ${name}`);
  print(`Looked at ${audited.join(', ')}.`);
  if (counts.size === 0) {
    print('The books agree.');
    return AUDIT_EXIT.agrees;
  }
  print(`They disagree: ${[...counts].map(([code, count]) => `${count} × ${code}`).join(', ')}.`);
  return AUDIT_EXIT.disagrees;
}

/** SQLite would make an empty one, in which everything agrees. */
function refuseMissing({ url, kind }: DatabaseConfig): void {
  const file = url.replace(/^file:/, '');
  if (kind === 'sqlite' && !existsSync(file)) throw new UnreadableBooksError(`There is no database at ${file}`);
}

async function refuseOutdated(prisma: PrismaService, { kind }: DatabaseConfig): Promise<void> {
  const applied = await prisma.$queryRaw<AppliedMigration[]>`SELECT * FROM "_prisma_migrations"`;
  if (pendingMigrations(await readMigrations(kind), applied).length)
    throw new UnreadableBooksError('The database is of an older version: start the server once to bring it up to date');
}
