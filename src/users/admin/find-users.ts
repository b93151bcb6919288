import { Prisma } from '../../generated/sqlite/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { contains, idsOfPage, lookedFor } from '../../prisma/search.js';

export interface UserFilter {
  role?: 'admin' | 'user';
  /** Its first 100 characters are looked for, whatever their case. */
  search?: string;
}

/**
 * Finds one page of accounts, newest first.
 * @returns their ids in order, and how many there are on all pages
 */
export function findUsers(
  prisma: PrismaService,
  filter: UserFilter,
  window: { skip: number; take: number },
): Promise<{ ids: string[]; total: number }> {
  return idsOfPage(prisma, Prisma.sql`FROM "User" WHERE ${condition(filter)}`, window);
}

function condition({ role, search }: UserFilter): Prisma.Sql {
  const conditions = [Prisma.sql`1 = 1`];
  if (role) conditions.push(Prisma.sql`"isAdmin" = ${role === 'admin'}`);
  const text = lookedFor(search);
  if (text) conditions.push(Prisma.sql`(${Prisma.join(matches(text), ' OR ')})`);
  return Prisma.join(conditions, ' AND ');
}

/** E-mails and usernames' keys are in lower case already; names are as typed, and matched first and last together. */
function matches(text: string): Prisma.Sql[] {
  const lower = text.toLowerCase();
  const names = Prisma.sql`COALESCE("firstName", '') || ' ' || COALESCE("lastName", '')`;
  return [
    contains(Prisma.sql`"email"`, lower),
    contains(Prisma.sql`"usernameKey"`, lower),
    contains(inLowerCase(names, lower), lower),
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
