import { Prisma } from '../generated/sqlite/client.js';

/** Whether a write failed because its unique key is taken. What that means is for the caller to say. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
