import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import getPort from 'get-port';
import request from 'supertest';
import { createApp } from '../../src/create-app.js';
import { PrismaService } from '../../src/prisma/prisma.service.js';

export interface RunningApp {
  app: NestExpressApplication;
  prisma: PrismaService;
  /** `http://127.0.0.1:<port>` */
  url: string;
  /** Sends requests to the running server. */
  http: ReturnType<typeof request>;
  /** The folder that holds its database, secrets and sandbox state. */
  dataDir: string;
  /** What a command needs to work on its database: `DATA_DIR` and, where it is not SQLite, `DATABASE_URL`. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** Every variable that the application reads, so that none leaks in from the shell that runs the tests. */
const OURS =
  /^(NODE_ENV|PORT|HOST|DATA_DIR|DATABASE_|SHUTDOWN_|SHOP_|JWT_|STRIPE_|CORS_|CHECKOUT_|ALLOWED_|TCGDEX_|CACHE_|STOCK_|STOREFRONT_|API_|TRUST_|TWO_FACTOR_|RATE_|SEED_|LOG_|MAIL_|CONTACT_|SMTP_|SCHEDULED_|UPLOAD_|METRICS_|OVERSOLD_|REDIS_|OTEL_|REQUEST_|KEEP_ALIVE_|MAX_CONNECTIONS)/;

/**
 * Starts the real application on a free port with a new database: SQLite, unless `DATABASE_URL` is given or
 * `npm run test:postgresql` runs the tests.
 * @param env variables of the application; `dataDir` an earlier app's folder, to start again on its data
 */
export async function startApp(env: Record<string, string> = {}, dataDir?: string): Promise<RunningApp> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'boulevard-test-'));
  const port = await getPort();
  const database = env.DATABASE_URL ? {} : await databaseOf(folder);
  const app = await withEnv(
    {
      NODE_ENV: 'test',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      // Tests send more than any customer does; those about limits turn them on.
      RATE_LIMIT_ENABLED: 'false',
      // Tests run the jobs that they are about.
      SCHEDULED_JOBS: 'false',
      // Nobody listens there: no test reaches the outside by accident.
      TCGDEX_BASE_URL: 'http://127.0.0.1:9/v2/fr',
      ...database,
      ...env,
    },
    createApp,
  );
  await app.listen(Number(env.PORT ?? port), '127.0.0.1');
  const url = await app.getUrl();

  const running: RunningApp = {
    app,
    prisma: app.get(PrismaService),
    url,
    http: request(url),
    dataDir: folder,
    env: { DATA_DIR: folder, ...database },
    close: async () => {
      await running.app.close();
      // A test file stays in memory, so the large objects are released.
      Object.assign(running, { app: undefined, prisma: undefined, http: undefined });
      if (dataDir) return;
      if (database.DATABASE_URL) await (await import('./postgres.js')).dropDatabase(database.DATABASE_URL);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return running;
}

/** With `TEST_POSTGRES`, the address of a server: one database for each folder. */
async function databaseOf(folder: string): Promise<Record<string, string>> {
  const server = process.env.TEST_POSTGRES;
  if (!server) return {};
  const file = join(folder, 'database-url');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const { createMigratedDatabase } = await import('./postgres.js');
    writeFileSync(file, await createMigratedDatabase(server));
  }
  return { DATABASE_URL: readFileSync(file, 'utf8') };
}

/** Sets the application's environment for as long as `work` takes. */
export async function withEnv<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (OURS.test(name)) delete process.env[name];
  Object.assign(process.env, env);
  try {
    return await work();
  } finally {
    for (const name of Object.keys(process.env)) if (OURS.test(name)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
