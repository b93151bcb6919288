import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Agent, request } from 'node:http';
import type { OpenAPIObject } from '@nestjs/swagger';
import fc from 'fast-check';
import Database from 'better-sqlite3';
import type { ERROR_TEXTS } from '../../src/common/errors/error-texts.js';
import { stripeConfig, type StripeConfig } from '../../src/config/stripe.config.js';
import { Prisma } from '../../src/prisma/client.js';
import { tableOf } from '../../src/prisma/table-of.js';
import { signature } from '../../src/sandbox/events/post-event.js';
import { openSession } from '../factories/cart.js';
import { createProduct } from '../factories/product.js';
import { createAdmin, createUser } from '../factories/user.js';
import { resolveRefs } from '../support/resolve-refs.js';
import { paySession, stripeFor } from '../support/sandbox.js';
import { startApp, type RunningApp } from '../support/start-app.js';
import { operationsOf, pathsIn, type Document, type Operation } from './operations.js';
import { MARK, MARK_NUMBER, requestsTo, type BadRequest, type Caller } from './requests.js';
import { schemaCheck } from './schema-check.js';

/**
 * Another seed is other requests; a fixed one makes a failure come back. Most are refused before the database is asked,
 * so on PostgreSQL it is other requests, and fewer.
 */
const [SEED, REQUESTS] = process.env.TEST_POSTGRES ? [20_261_124, 700] : [20_261_123, 1600];

/** Fewer where each hashes a password, which is slow on purpose. */
const shareOf = ({ path }: Operation): number => (/(?:login|register|change-password)$/.test(path) ? 0.5 : 1);

/** Codes that any route may answer, whether its document repeats them or not. */
const ANYWHERE = [
  'VALIDATION_ERROR',
  'INVALID_JSON',
  'PAYLOAD_TOO_COMPLEX',
  'SUSPICIOUS_CONTENT',
  'ROUTE_NOT_FOUND',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
];

/** Bought in the examples. */
const EXAMPLE_VARIANT = 'demo-etb-flammes-fr';

const PRODUCT = { slug: 'coffret', name: 'Coffret', category: 'Pokémon', searchText: 'coffret' };

const WEBHOOK = '/api/checkout/webhook';

describe('bad input', () => {
  let shop: RunningApp;
  let document: Document;
  let operations: Operation[];
  let check: ReturnType<typeof schemaCheck>;
  let callers: Record<Caller, string | undefined>;
  const tables = Object.values(Prisma.ModelName).map(tableOf);
  const known: string[] = [];
  let orderId: string;
  let productId: string;
  let sent = 0;
  let written: Written;

  beforeAll(async () => {
    shop = await startApp();
    written = await watchWrites(shop);
    document = resolveRefs(
      (await shop.http.get('/api/docs-json').expect(200)).body as OpenAPIObject,
    ) as unknown as Document;
    check = schemaCheck(document);

    const { sessionId, variantId } = await openSession(shop, { stock: 50 });
    await paySession(shop, sessionId);
    ({ id: orderId } = await shop.prisma.order.findFirstOrThrow({ where: { stripeSessionId: sessionId } }));
    const product = await createProduct(shop.prisma);
    productId = product.id;
    known.push(orderId, sessionId, variantId, product.id, PRODUCT.slug, EXAMPLE_VARIANT);

    const event = {
      id: 'evt_bad',
      object: 'event',
      type: 'checkout.session.completed',
      api_version: '2026-10-28.endive',
    };
    const session = await stripeFor(shop).checkout.sessions.retrieve((await openSession(shop)).sessionId);
    operations = operationsOf(document).map((operation) =>
      operation.path === WEBHOOK ? withExample(operation, { ...event, data: { object: session } }) : operation,
    );
  });
  afterAll(async () => {
    written.close();
    await shop.close();
  });

  /** New accounts for each route: on the one before they may have logged out, or changed their password. */
  async function prepare({ path }: Operation): Promise<void> {
    const [user, admin, stranger] = [await createUser(shop), await createAdmin(shop), await createUser(shop)];
    await shop.prisma.order.update({ where: { id: orderId }, data: { userId: user.id } });
    await shop.prisma.product.upsert({
      where: { id: productId },
      update: PRODUCT,
      create: { id: productId, ...PRODUCT },
    });
    await shop.prisma.variant.upsert({
      where: { id: EXAMPLE_VARIANT },
      update: { stock: 100_000, isActive: true },
      create: { id: EXAMPLE_VARIANT, productId, name: 'Standard', priceCents: 5490, stock: 100_000 },
    });
    // The account of the examples: there for logging in, not yet there for registering.
    await shop.prisma.user.deleteMany({ where: { OR: [{ email: 'sacha@example.com' }, { username: 'ondine' }] } });
    if (path.endsWith('/trade-offers')) await createUser(shop, { username: 'ondine' });
    if (path.endsWith('/login')) await createUser(shop, { email: 'sacha@example.com' });
    callers = {
      nobody: undefined,
      user: user.auth.Authorization,
      admin: admin.auth.Authorization,
      stranger: stranger.auth.Authorization,
      forger: `Bearer ${user.refreshToken}`,
    };
  }

  /** What only this caller can add: a token, or Stripe's signature under whatever the body is. */
  function identify({ path }: Operation, { caller, headers, body = '' }: BadRequest): Record<string, string> {
    if (path === WEBHOOK) {
      const { webhookSecrets } = shop.app.get<StripeConfig>(stripeConfig.KEY);
      const now = Math.floor(Date.now() / 1000);
      return caller === 'admin'
        ? { ...headers, 'stripe-signature': signature(body, webhookSecrets[0]!, now) }
        : headers;
    }
    const token = callers[caller];
    return token ? { ...headers, Authorization: token } : headers;
  }

  /** Everything in the database, to see whether a refused request left something behind. */
  async function contents(): Promise<string> {
    const textOf = (row: unknown) =>
      JSON.stringify(row, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    const rows = await Promise.all(
      tables.map((table) => shop.prisma.$queryRawUnsafe<unknown[]>(`SELECT * FROM "${table}"`)),
    );
    // Sorted: PostgreSQL moves a row that a statement wrote again without a change, or that a rollback has undone.
    return JSON.stringify(rows.map((ofTable) => ofTable.map(textOf).toSorted()));
  }

  it('knows the tables', async () => {
    expect(tables).toEqual(expect.arrayContaining(['User', 'Order', 'Variant', 'StockMovement', 'CheckoutSession']));
    expect((await contents()).length).toBeGreaterThan(1000);
  });

  it('is answered on every route as its document says, never with 500, and leaves nothing behind', async () => {
    const runsEach = REQUESTS / operations.length;
    for (const operation of operations) {
      await prepare(operation);
      let before = await contents();
      await fc.assert(
        fc.asyncProperty(requestsTo(operation, known), async (bad) => {
          sent++;
          const answer = await send(shop.url, operation, { ...bad, headers: identify(operation, bad) });
          const problem = problemOf(operation, bad, answer);
          if (problem)
            throw new Error(`${operation.method} ${operation.path}: ${problem}\n${answer.text.slice(0, 600)}`);

          if (operation.method === 'GET' || !(await written.anything())) return;
          const after = await contents();
          if (answer.status >= 400 && after !== before) {
            throw new Error(`${operation.method} ${operation.path} answered ${answer.status} and wrote all the same`);
          }
          before = after;
          // A new password has ended all logins, so nobody would get any further.
          if (answer.status === 200 && operation.path.endsWith('/change-password')) {
            await prepare(operation);
            before = await contents();
          }
        }),
        { seed: SEED, numRuns: Math.ceil(runsEach * shareOf(operation)), endOnFailure: true },
      );
    }
    expect(sent).toBeGreaterThan(REQUESTS * 0.87);
  }, 120_000);

  function problemOf(
    { answers, path }: Operation,
    bad: BadRequest,
    { status, headers, text }: Answer,
  ): string | undefined {
    if (status === 304) return 'not asked for';
    const declared = answers.get(status);
    if (declared?.isText) return undefined;
    const body = parsed(text);
    if (body === undefined) return 'no JSON';
    if (status < 400) {
      if (!declared?.schema) return `${status} is not declared`;
      const mismatch = check(declared.schema, body);
      return mismatch && `does not fit its schema: ${mismatch}`;
    }

    const { code, requestId } = body as { code: keyof typeof ERROR_TEXTS; requestId: string };
    // Nobody but Stripe can sign: an event of its that can't be understood must come again, not be lost.
    if (status === 500 && !(path === WEBHOOK && bad.caller === 'admin')) return 'failed';
    if (!declared?.codes.includes(code) && !ANYWHERE.includes(code)) return `${status} ${code} is not declared`;
    const mismatch = check({ $ref: '#/components/schemas/ErrorResponse' }, body);
    if (mismatch) return `is not the shape of failures: ${mismatch}`;
    if (requestId !== headers['x-request-id']) return 'has another request id in its header';
    if (text.includes(MARK) || text.includes(String(MARK_NUMBER))) return 'repeats what was sent';
    if ((status === 429 || status === 503) && !headers['retry-after']) return 'lacks Retry-After';
    if (bad.caller === 'nobody' && status === 403) return 'tells a guest about rights';
    return undefined;
  }
});

function withExample(operation: Operation, example: Record<string, unknown>): Operation {
  return { ...operation, example, fields: pathsIn(example) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface Written {
  /** Whether anything was written since it was last asked; on PostgreSQL also what was undone again. */
  anything(): Promise<boolean>;
  close(): void;
}

/** Watches a shop's database, to look for what was left behind only where something may have been. */
async function watchWrites(shop: RunningApp): Promise<Written> {
  const path = join(shop.dataDir, 'boulevard.db');
  const { read, close } = existsSync(path) ? versionOf(path) : await countWrites(shop);
  let seen: unknown;
  return {
    anything: async () => {
      const before = seen;
      seen = await read();
      return seen !== before;
    },
    close,
  };
}

/** Opens a separate connection, for which SQLite counts the writes of others. */
function versionOf(path: string) {
  const file = new Database(path, { readonly: true });
  return { read: () => file.pragma('data_version', { simple: true }), close: () => file.close() };
}

/** A sequence that each statement raises which writes. */
async function countWrites({ prisma }: RunningApp) {
  await prisma.$executeRawUnsafe('CREATE SEQUENCE "writes"');
  await prisma.$executeRawUnsafe(`CREATE FUNCTION "noteWrite"() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM nextval('"writes"'); RETURN NULL; END $$`);
  await prisma.$executeRawUnsafe(`DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
      EXECUTE format('CREATE TRIGGER "noteWrite" AFTER INSERT OR UPDATE OR DELETE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION "noteWrite"()', name);
    END LOOP; END $$`);
  const read = async () => {
    const [row] = await prisma.$queryRaw<{ at: bigint; used: boolean }[]>`
      SELECT "last_value" AS "at", "is_called" AS "used" FROM "writes"`;
    return `${row!.at} ${row!.used}`;
  };
  return { read, close: () => undefined };
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

const agent = new Agent({ keepAlive: true });

/** Sends it byte for byte: clients made for honest requests would correct paths, bodies and headers. */
function send(url: string, { method }: Operation, bad: BadRequest): Promise<Answer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        agent,
        hostname,
        port,
        method,
        path: bad.path.replace(/[^\x21-\x7e]/g, encodeURIComponent),
        headers: {
          ...Object.fromEntries(Object.entries(bad.headers).map(([name, value]) => [name, latin1(value)])),
          ...(bad.body === undefined ? {} : { 'Content-Length': Buffer.byteLength(bad.body) }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(bad.body);
  });
}

const latin1 = (value: string): string => Buffer.from(value).toString('latin1');
