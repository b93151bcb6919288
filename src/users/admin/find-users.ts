import { Prisma } from '../../prisma/client.js';
import type { PrismaService } from '../../prisma/prisma.service.js';
import { contains, idsOfPage, lookedFor } from '../../prisma/search.js';

export interface UserFilter {
  role?: 'admin' | 'user';
  /** Its first 100 characters are looked for in e-mail, username and name, folded. */
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
  if (text) conditions.push(contains(Prisma.sql`"searchText"`, text));
  return Prisma.join(conditions, ' AND ');
}
