import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import request from 'supertest';
import { startBalancer, type Balancer } from '../../scripts/balancer.mjs';
import type { SandboxOptions } from '../../src/sandbox/sandbox.js';
import { Victim } from '../chaos/victim.js';
import { createMigratedDatabase } from '../support/postgres.js';
import { productionEnv } from '../support/production-env.js';
import { hasRedis, RedisServer } from '../support/redis.js';
import { startSandboxServer, WEBHOOK_SECRET, type SandboxServer } from '../support/sandbox-server.js';
import { startApp, type RunningApp } from '../support/start-app.js';

const INSTANCES = 3;

/** Megabytes of V8's old space: a small machine's share. */
const HEAP_MB = 192;

/** Retries until the delivery succeeds, as Stripe does, but sooner. */
const RETRY_SECONDS = new Array<number>(1000).fill(0.2);

export interface Cluster {
  /** Built shops, each a separate process. */
  instances: Victim[];
  balancer: Balancer;
  /** The back office: an application on the same database, whose `url` and `http` are the balancer's. It runs no job automatically. */
  shop: RunningApp;
  /** The back office's own address. */
  officeUrl: string;
  /** Undefined where no Redis is installed. */
  redis: RedisServer | undefined;
  /** Stands in for Stripe, and sends its events to the balancer. */
  sandbox: SandboxServer;
  /** Requests to one instance, past the balancer. */
  at(instance: number): ReturnType<typeof request>;
  close(): Promise<void>;
}

export interface ClusterOptions {
  /** Of every instance. */
  env?: Record<string, string>;
  /** Address of any database on the server; that of all files unless given. */
  postgres?: string;
  sandbox?: Partial<SandboxOptions>;
}

/** Three instances in production mode on a new database, behind a balancer, with a sandbox in Stripe's place. */
export async function startCluster({ env = {}, postgres, sandbox: options }: ClusterOptions = {}): Promise<Cluster> {
  const server = postgres ?? process.env.TEST_POSTGRES;
  if (!server) throw new Error('npm run test:cluster starts these tests');
  const dataDir = mkdtempSync(join(tmpdir(), 'boulevard-cluster-'));
  const ports: number[] = [];
  while (ports.length < INSTANCES) ports.push(await getPort());
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const balancer = await startBalancer(urls);
  const webhookUrl = `${balancer.url}/api/checkout/webhook`;
  const sandbox = await startSandboxServer({ webhookUrl, livemode: true, retrySeconds: RETRY_SECONDS, ...options });
  const redis = hasRedis() ? await RedisServer.start() : undefined;
  const shared = {
    ...productionEnv(),
    ...(redis && { REDIS_URL: redis.url }),
    DATABASE_URL: await createMigratedDatabase(server),
    DATA_DIR: dataDir,
    STRIPE_API_BASE: sandbox.base,
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    TCGDEX_BASE_URL: 'http://127.0.0.1:9',
    TRUST_PROXY: '1',
    RATE_LIMIT_ENABLED: 'false',
    ...env,
  };
  const office = await startApp({ ...shared, SCHEDULED_JOBS: 'false' }, dataDir);
  const instances = ports.map(
    (port) => new Victim({ ...shared, PORT: String(port), NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}` }),
  );
  for (const instance of instances) instance.spawn();
  await Promise.all(instances.map((instance) => instance.ready()));

  return {
    instances,
    balancer,
    shop: { ...office, url: balancer.url, http: request(balancer.url) },
    officeUrl: office.url,
    redis,
    sandbox,
    at: (instance) => request(urls[instance]!),
    close: async () => {
      await Promise.all(instances.map((instance) => instance.kill()));
      await sandbox.close();
      await balancer.close();
      await office.close();
      await redis?.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
