import { Prisma } from './client.js';
import { driverKind, RAW_FAILED } from './driver-kind.js';

/** Whether a write failed because a row that it refers to is gone. Which one, the caller has to find out. */
export function isForeignKeyViolation(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2003' || (error.code === RAW_FAILED && driverKind(error) === 'ForeignKeyConstraintViolation');
}
