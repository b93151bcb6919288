import { normaliseEmail } from '../../common/email/email-address.js';
import type { Prisma } from '../client.js';
import { userSearchText } from '../search-texts.js';
import { lastId, pageAfter, type DataStep } from './data-step.js';
import { writeColumn } from './write-column.js';

type Tx = Prisma.TransactionClient;

/** Of the record of changes: an account that had another form of an older account's address. */
export const ADDRESS_TAKEN = 'user.address-taken';

/** Who did it, where the record of changes names an administrator. */
const UPGRADE = 'upgrade';

/** Of accounts whose address was taken. Nothing can be sent there: RFC 2606. */
const NOWHERE = '@doublon.invalid';

const addressed = { id: true, email: true, createdAt: true } as const;
type Addressed = Prisma.UserGetPayload<{ select: typeof addressed }>;

/** One form of each address, of which the oldest account keeps it, and `User.searchText`. */
export const usersStep: DataStep = {
  name: 'users',
  async next(tx, after) {
    for (const user of await tx.user.findMany({ ...pageAfter(after), select: addressed })) await normalise(tx, user);

    const select = { id: true, email: true, username: true, firstName: true, lastName: true, searchText: true };
    const rows = await tx.user.findMany({ ...pageAfter(after), select });
    const texts = rows.flatMap((row) => {
      const text = userSearchText(row);
      return text === row.searchText ? [] : [[row.id, text] as const];
    });
    await writeColumn(tx, { table: 'User', column: 'searchText' }, texts);
    return lastId(rows);
  },
};

async function normalise(tx: Tx, user: Addressed): Promise<void> {
  const email = normaliseEmail(user.email);
  if (email === user.email) return;
  const holder = await tx.user.findUnique({ where: { email }, select: addressed });
  if (holder && isOlder(holder, user)) return giveUp(tx, user, holder);
  if (holder) await giveUp(tx, holder, user);
  await setEmail(tx, user.id, email);
}

function isOlder(a: Addressed, b: Addressed): boolean {
  const [first, second] = [a.createdAt.getTime(), b.createdAt.getTime()];
  return first === second ? a.id < b.id : first < second;
}

/**
 * The younger of two accounts of one mailbox. Everything of it stays, but under an address where nothing can be sent, so
 * that no link leads from the mailbox to it; its owner can log in with that address and the password.
 */
async function giveUp(tx: Tx, younger: Addressed, older: Addressed): Promise<void> {
  const email = `${younger.id}${NOWHERE}`;
  await setEmail(tx, younger.id, email);
  await tx.accountToken.deleteMany({ where: { userId: younger.id } });
  await tx.$executeRaw`UPDATE "User" SET "isVerified" = FALSE WHERE "id" = ${younger.id}`;
  await tx.auditLogEntry.create({
    data: {
      ...{ adminId: UPGRADE, action: ADDRESS_TAKEN, subjectId: younger.id },
      before: { email: younger.email },
      after: { email, olderAccount: older.id },
    },
  });
}

/** @returns how many accounts have no address because an older one has it */
export function countTakenAddresses(prisma: Prisma.TransactionClient): Promise<number> {
  return prisma.user.count({ where: { email: { endsWith: NOWHERE } } });
}

/** Raw, because `updatedAt` has no business with it. */
async function setEmail(tx: Tx, id: string, email: string): Promise<void> {
  await tx.$executeRaw`UPDATE "User" SET "email" = ${email} WHERE "id" = ${id}`;
}
