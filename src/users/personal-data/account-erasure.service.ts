import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { AccountGoneError, AdminCannotDeleteError, InvalidPasswordError } from '../users.errors.js';

type Tx = Prisma.TransactionClient;

/** What an account must still be when it is deleted. */
export interface StillAs {
  /** As it was when the password was compared. */
  passwordHash?: string;
  /** Its owner asked for it, and this is the moment or later. */
  dueAt?: Date;
}

/** The end of accounts. */
@Injectable()
export class AccountErasure {
  /**
   * The first step of a deletion: locks the account until the end of the transaction. Nobody can log in, change it or
   * write rows that refer to it. Refuses an administrator's account, also when the rights are new.
   * @returns its e-mail
   * @throws AccountGoneError, AdminCannotDeleteError, InvalidPasswordError when it is not as it must be; then undo all
   */
  async claim(tx: Tx, id: string, { passwordHash, dueAt }: StillAs): Promise<string> {
    const [claimed] = await tx.user.updateManyAndReturn({
      where: { id, isAdmin: false, passwordHash, deletionDueAt: dueAt && { lte: dueAt } },
      // A key has to change: only then PostgreSQL blocks writers of rows that refer to this one. No name is like this
      // one.
      data: { usernameKey: `deleted:${id}` },
      select: { email: true },
    });
    if (claimed) return claimed.email;
    const account = await tx.user.findUnique({ where: { id }, select: { isAdmin: true } });
    if (!account) throw new AccountGoneError();
    if (account.isAdmin) throw new AdminCannotDeleteError('An administrator by now');
    if (dueAt) throw new NotDueError();
    throw new InvalidPasswordError('The password was changed meanwhile');
  }

  /**
   * Deletes the account with its profile, sessions, account tokens, second factor, favourites, collection, reviews and
   * offers.
   */
  async remove(tx: Tx, id: string): Promise<void> {
    await tx.user.delete({ where: { id } });
  }
}

/** Its owner has called it off. */
export class NotDueError extends Error {}
