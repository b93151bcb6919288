import { databaseFailure } from '../../common/errors/database-failure.js';
import type { DatabaseKind } from '../../config/database.config.js';
import type { PrismaService } from '../prisma.service.js';
import type { DataStep } from './data-step.js';
import { ordersStep } from './orders.js';
import { productsStep } from './products.js';
import { profilesStep } from './profiles.js';
import { promosStep } from './promos.js';
import { stockAlertsStep } from './stock-alerts.js';
import { usersStep } from './users.js';

const STEPS: readonly DataStep[] = [usersStep, stockAlertsStep, productsStep, profilesStep, ordersStep, promosStep];

const ATTEMPTS = 100;

const DAY_MS = 24 * 60 * 60_000;

/** What is read and written again in one transaction is changed by nobody in between, or all of it is tried again. */
const isolationLevel = 'Serializable';

/** @param finished names of the steps that are done */
export function hasStepsLeft(finished: readonly string[]): boolean {
  return STEPS.some(({ name }) => !finished.includes(name));
}

/**
 * Does what is left of the steps, each once. A process that ends in between leaves off at the end of a batch, and the next
 * goes on there.
 */
export async function runDataSteps(prisma: PrismaService, kind: DatabaseKind): Promise<void> {
  for (const step of STEPS) {
    await inTurn(
      () => prisma.$executeRaw`
        INSERT INTO "DataStep" ("name", "createdAt") VALUES (${step.name}, ${new Date()}) ON CONFLICT DO NOTHING`,
    );
    while (await inTurn(() => workOff(prisma, kind, step)));
  }
}

/** On SQLite another process may be at it all the time: each attempt waits some seconds for the lock. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || databaseFailure(error) !== 'SQLITE_BUSY') throw error;
    }
  }
}

/** @returns whether there may be more */
function workOff(prisma: PrismaService, kind: DatabaseKind, step: DataStep): Promise<boolean> {
  return prisma.$transaction(
    async (tx) => {
      const { name } = step;
      const [row] = await tx.$queryRaw<{ cursor: string }[]>`
        SELECT "cursor" FROM "DataStep" WHERE "name" = ${name} AND "finishedAt" IS NULL`;
      if (!row) return false;
      const last = await step.next(tx, row.cursor, kind);
      await tx.$executeRaw`
        UPDATE "DataStep" SET "cursor" = ${last ?? ''}, "finishedAt" = ${last === null ? new Date() : null}
        WHERE "name" = ${name}`;
      return last !== null;
    },
    { isolationLevel },
  );
}

/**
 * Goes again through what was done in the last day: instances of the version before, which an upgrade replaces one by one,
 * may have written since.
 */
export async function repeatDataSteps(prisma: PrismaService, kind: DatabaseKind, signal?: AbortSignal): Promise<void> {
  const since = new Date(Date.now() - DAY_MS);
  const done = await prisma.$queryRaw<{ name: string }[]>`
    SELECT "name" FROM "DataStep" WHERE "createdAt" > ${since} AND "finishedAt" IS NOT NULL`;
  for (const step of STEPS.filter(({ name }) => done.some((row) => row.name === name))) {
    let after: string | null = '';
    while (after !== null && !signal?.aborted) {
      const from: string = after;
      after = await prisma.$transaction((tx) => step.next(tx, from, kind), { isolationLevel });
    }
  }
}
