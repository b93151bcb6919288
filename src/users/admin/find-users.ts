import { Prisma } from '../../generated/sqlite/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';

const SEARCH_LENGTH = 100;

export interface UserFilter {
  role?: 'admin' | 'user';
  /** Its first 100 characters are looked for, whatever their case. */
  search?: string;
}

/**
 * Finds one page of accounts, newest first. By SQL, as Prisma's `contains` would take `%` and `_` for wildcards.
 * @returns their ids in order, and how many there are on all pages
 */
export async function findUsers(
  prisma: PrismaService,
  filter: UserFilter,
  { skip, take }: { skip: number; take: number },
): Promise<{ ids: string[]; total: number }> {
  const where = condition(filter);
  const [rows, [counted]] = await Promise.all([
    prisma.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "User" WHERE ${where} ORDER BY "createdAt" DESC, "id" DESC LIMIT ${take} OFFSET ${skip}`,
    prisma.$queryRaw<{ total: bigint }[]>`SELECT COUNT(*) AS "total" FROM "User" WHERE ${where}`,
  ]);
  return { ids: rows.map(({ id }) => id), total: Number(counted!.total) };
}

function condition({ role, search = '' }: UserFilter): Prisma.Sql {
  const conditions = [Prisma.sql`1 = 1`];
  if (role) conditions.push(Prisma.sql`"isAdmin" = ${role === 'admin'}`);
  const text = search.slice(0, SEARCH_LENGTH).trim();
  if (text) conditions.push(Prisma.sql`(${Prisma.join(matches(text), ' OR ')})`);
  return Prisma.join(conditions, ' AND ');
}

/** E-mails and usernames' keys are in lower case already; names are as typed, and matched first and last together. */
function matches(text: string): Prisma.Sql[] {
  const lower = text.toLowerCase();
  const pattern = `%${lower.replace(/[!%_]/g, '!$&')}%`;
  const names = Prisma.sql`COALESCE("firstName", '') || ' ' || COALESCE("lastName", '')`;
  return [
    Prisma.sql`"email" LIKE ${pattern} ESCAPE '!'`,
    Prisma.sql`"usernameKey" LIKE ${pattern} ESCAPE '!'`,
    Prisma.sql`${inLowerCase(names, lower)} LIKE ${pattern} ESCAPE '!'`,
  ];
}

/** The databases' own LOWER is sure of A to Z alone; of the other letters those matter that are looked for. */
function inLowerCase(column: Prisma.Sql, lookedFor: string): Prisma.Sql {
  const letters = new Set(lookedFor.match(/[^\x00-\x7f]/gu)?.filter((letter) => isSmall(letter)));
  const folded = [...letters].reduce(
    (sql, letter) => Prisma.sql`REPLACE(${sql}, ${letter.toUpperCase()}, ${letter})`,
    column,
  );
  return Prisma.sql`LOWER(${folded})`;
}

/** Not of "ß": its capital is two letters, which are also others'. */
function isSmall(letter: string): boolean {
  const capital = letter.toUpperCase();
  return capital !== letter && capital.toLowerCase() === letter;
}
