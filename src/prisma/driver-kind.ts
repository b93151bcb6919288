import type { Prisma } from '../generated/sqlite/client.js';

/** Code of a statement of our own that failed. */
export const RAW_FAILED = 'P2010';

/** Why the database refused it, in the driver's words. */
export function driverKind({ meta }: Prisma.PrismaClientKnownRequestError): string | undefined {
  const driverError = meta?.driverAdapterError as { cause?: { kind?: string } } | undefined;
  return driverError?.cause?.kind;
}
