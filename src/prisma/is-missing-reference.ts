import { Prisma } from '../generated/sqlite/client.js';
import { driverKind, RAW_FAILED } from './driver-kind.js';

/** Whether a write failed because a row that it refers to is gone. Which one is for the caller to know. */
export function isMissingReference(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2003' || (error.code === RAW_FAILED && driverKind(error) === 'ForeignKeyConstraintViolation');
}
