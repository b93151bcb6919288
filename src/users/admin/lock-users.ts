import { isOpaqueId } from '../../common/ids/opaque-id.js';
import type { Prisma } from '../../prisma/client.js';
import { lockAccount } from '../lock-account.js';
import { UserNotFoundError } from '../users.errors.js';

type Tx = Prisma.TransactionClient;

/** What an administrator can change of an account, and what names it. */
export interface LockedUser {
  email: string;
  username: string;
  isAdmin: boolean;
  isVerified: boolean;
}

/**
 * Locks an account, together with all administrators if it may lose their rights: else two administrators who demote
 * each other concurrently would both see the other one remain. In id order: never deadlocks.
 * @returns the account as it is until the transaction ends
 * @throws UserNotFoundError
 */
export async function lockUser(tx: Tx, id: string, { withAdmins }: { withAdmins: boolean }): Promise<LockedUser> {
  if (!isOpaqueId(id)) throw new UserNotFoundError();
  const admins = withAdmins ? [{ isAdmin: true }] : [];
  const rows = await tx.user.findMany({
    where: { OR: [{ id }, ...admins] },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const row of rows) await lockAccount(tx, row.id);

  const select = { email: true, username: true, isAdmin: true, isVerified: true };
  const user = await tx.user.findUnique({ where: { id }, select });
  if (!user) throw new UserNotFoundError();
  return user;
}
