import { existsSync } from 'node:fs';
import { messageOf } from '../../common/errors/message-of.js';
import { OperatorError } from '../../common/errors/operator-error.js';
import { databaseConfig, type DatabaseConfig } from '../../config/database.config.js';
import { pendingMigrations, readMigrations, type AppliedMigration } from '../../prisma/migrations.js';
import { openPrisma, type PrismaService } from '../../prisma/prisma.service.js';
import { ConsistencyCheck } from './consistency-check.service.js';
import { toLine, type FindingCode } from './finding.js';

/**
 * `npm run stock:audit`: checks the database that the environment names, and changes nothing in it.
 * @param print takes a line: one for each finding, then a summary
 * @returns whether everything agrees
 * @throws OperatorError when it could not check
 */
export async function consistencyCommand(print: (line: string) => void): Promise<boolean> {
  try {
    const config = databaseConfig();
    refuseMissing(config);
    const prisma = await openPrisma(config);
    try {
      await refuseOutdated(prisma, config);
      return await printFindings(new ConsistencyCheck(prisma), print);
    } finally {
      await prisma.$disconnect();
    }
  } catch (error) {
    throw new OperatorError(messageOf(error), { cause: error });
  }
}

async function printFindings(check: ConsistencyCheck, print: (line: string) => void): Promise<boolean> {
  const counts = new Map<FindingCode, number>();
  for await (const finding of check.findings()) {
    counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
    print(toLine(finding));
  }
  const checked = Object.entries(await check.checkedRows()).map(([name, rows]) => `${rows} ${name}`);
  print(`Checked ${checked.join(', ')}.`);
  if (counts.size === 0) {
    print('Everything agrees.');
    return true;
  }
  print(`Mismatches: ${[...counts].map(([code, count]) => `${count} × ${code}`).join(', ')}.`);
  return false;
}

/** SQLite would create an empty database, in which everything agrees. */
function refuseMissing({ url, kind }: DatabaseConfig): void {
  const file = url.replace(/^file:/, '');
  if (kind === 'sqlite' && !existsSync(file)) throw new OperatorError(`There is no database at ${file}`);
}

async function refuseOutdated(prisma: PrismaService, { kind }: DatabaseConfig): Promise<void> {
  const applied = await prisma.$queryRaw<AppliedMigration[]>`SELECT * FROM "_prisma_migrations"`;
  if (pendingMigrations(await readMigrations(kind), applied).length)
    throw new OperatorError('The database is of an older version: start the server once to bring it up to date');
}
