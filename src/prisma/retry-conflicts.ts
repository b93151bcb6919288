import { setTimeout } from 'node:timers/promises';
import { Prisma } from './client.js';
import { driverKind, RAW_FAILED } from './driver-kind.js';
import type { PrismaService } from './prisma.service.js';

/** Code of a statement of the client's that met another transaction. */
const CONFLICT = 'P2034';

const ATTEMPTS = 5;

/** Milliseconds, twice as long each time, and never the same for the two that were in each other's way. */
const FIRST_PAUSE_MS = 10;

/**
 * PostgreSQL undoes one of two transactions that wait for one another, or that could not have run one after the other.
 * Nothing of it is left, so it runs again, a few times at most.
 * @returns the same client, whose `$transaction` does that with a function it is given
 */
export function retryConflicts(client: PrismaService): PrismaService {
  const run = client.$transaction.bind(client) as (work: unknown, options?: unknown) => Promise<unknown>;
  const retrying = async (work: unknown, options?: unknown): Promise<unknown> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await run(work, options);
      } catch (error) {
        if (attempt === ATTEMPTS || !isConflict(error)) throw error;
        await setTimeout(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random()));
      }
    }
  };
  return new Proxy(client, {
    get: (target, key) => (key === '$transaction' ? retrying : (Reflect.get(target, key) as unknown)),
  });
}

function isConflict(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === CONFLICT || (error.code === RAW_FAILED && driverKind(error) === 'TransactionWriteConflict');
}
