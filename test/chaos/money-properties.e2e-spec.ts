import fc from 'fast-check';
import { startApp, type RunningApp } from '../support/start-app.js';
import { everythingEnds, expectNothingLost } from './outcome.js';
import { story } from './steps.js';
import { createUsers, World, type Users } from './world.js';

/** `npm run test:chaos` asks for the long form. */
const LONG = process.env.CHAOS === '1';

/** A failure prints its seed: `CHAOS_SEED=<seed>` tells the same stories again. The short form always tells the same. */
const SEED = Number(process.env.CHAOS_SEED ?? (LONG ? Date.now() : 20_261_123)) | 0;

const RUNS = LONG ? 300 : 10;
const LIMIT_MS = LONG ? 90_000 : 14_000;

describe('whatever happens to sessions, payments, stock and orders', () => {
  let shop: RunningApp;
  let users: Users;
  beforeAll(async () => {
    shop = await startApp();
    users = await createUsers(shop);
  });
  afterAll(() => shop.close());

  it(
    'no unit and no cent gets lost',
    async () => {
      await fc.assert(
        fc.asyncProperty(story, async (told) => {
          const world = await World.create(shop, users, told);
          for (const steps of told.steps) await Promise.all(steps.map((step) => world.run(step)));
          await everythingEnds(world, told);
          await expectNothingLost(world);
        }),
        // Not shrunk: what happens at the same time does not happen the same way again.
        {
          seed: SEED,
          numRuns: RUNS,
          interruptAfterTimeLimit: LIMIT_MS,
          endOnFailure: true,
          verbose: fc.VerbosityLevel.Verbose,
        },
      );
    },
    LIMIT_MS + 60_000,
  );
});
