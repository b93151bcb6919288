import fc from 'fast-check';
import type { ERROR_TEXTS } from '../src/common/errors/error-texts.js';
import { stripeConfig, type StripeConfig } from '../src/config/stripe.config.js';
import { Prisma } from '../src/generated/sqlite/client.js';
import { signature } from '../src/sandbox/events/post-event.js';
import { openSession } from './factories/cart.js';
import { createProduct } from './factories/product.js';
import { createAdmin, createUser } from './factories/user.js';
import { operationsOf, pathsIn, type Document, type Operation } from './support/bad-input/operations.js';
import { MARK, MARK_NUMBER, requestsTo, type BadRequest, type Caller } from './support/bad-input/requests.js';
import { schemaCheck } from './support/bad-input/schema-check.js';
import { send, type Answer } from './support/bad-input/send.js';
import { watchWrites, type Written } from './support/bad-input/written.js';
import { paySession, stripeFor } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

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
  const tables = Object.values(Prisma.ModelName);
  const known: string[] = [];
  let orderId: string;
  let productId: string;
  let sent = 0;
  let written: Written;

  beforeAll(async () => {
    shop = await startApp();
    written = await watchWrites(shop);
    document = (await shop.http.get('/api/docs-json').expect(200)).body as Document;
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
    const rows = await Promise.all(tables.map((table) => shop.prisma.$queryRawUnsafe(`SELECT * FROM "${table}"`)));
    return JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
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
