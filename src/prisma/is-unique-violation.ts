import { Prisma } from '../generated/sqlite/client.js';

/** Whether a write failed because its unique key is taken. What that means is for the caller to say. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2002' || (error.code === RAW_FAILED && driverKind(error) === 'UniqueConstraintViolation');
}

/** A statement of our own failed; why is for the driver to say. */
const RAW_FAILED = 'P2010';

function driverKind({ meta }: Prisma.PrismaClientKnownRequestError): string | undefined {
  const driverError = meta?.driverAdapterError as { cause?: { kind?: string } } | undefined;
  return driverError?.cause?.kind;
}
