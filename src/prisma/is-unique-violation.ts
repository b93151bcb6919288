import { Prisma } from './client.js';
import { driverKind, RAW_FAILED } from './driver-kind.js';

/** Whether a write failed because its unique key is taken. What that means is for the caller to say. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2002' || (error.code === RAW_FAILED && driverKind(error) === 'UniqueConstraintViolation');
}
