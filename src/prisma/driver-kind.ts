import type { Prisma } from './client.js';

/** The driver's code for a failed raw statement. */
export const RAW_FAILED = 'P2010';

/** The driver's message. */
export function driverKind({ meta }: Prisma.PrismaClientKnownRequestError): string | undefined {
  const driverError = meta?.driverAdapterError as { cause?: { kind?: string } } | undefined;
  return driverError?.cause?.kind;
}
