import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import getPort from 'get-port';
import { openSession } from './factories/cart.js';
import { captureLog } from './support/captured-log.js';
import { paySession, signedWebhook, stripeFor } from './support/sandbox.js';
import { startApp } from './support/start-app.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const ROOT = fileURLToPath(new URL('..', import.meta.url));

describe('with OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  const ours: ReceivedSpan[] = [];
  let others: ReceivedSpan[];
  let lines: Record<string, unknown>[];
  let services: Set<string | undefined>;
  let eventId: string;

  // A buyer pays; Stripe sends the event in an older API version, so that the shop reads the session again.
  beforeAll(async () => {
    const collector = await startCollector();
    const shop = await startApp({
      OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
      OTEL_SERVICE_NAME: 'shop-under-test',
    });
    const log = captureLog(shop);
    const { sessionId } = await openSession(shop);
    await paySession(shop, sessionId, { delivery: 'none' });
    const { data } = await stripeFor(shop).events.list({ type: 'checkout.session.completed' });
    eventId = data[0]!.id;
    await signedWebhook(shop, { ...data[0], api_version: '2020-08-27' })
      .set('traceparent', `00-${TRACE}-${CALLER}-01`)
      .set('x-request-id', 'stripe-tells-us')
      .expect(200);
    expect(await shop.prisma.order.count({ where: { stripeSessionId: sessionId } })).toBe(1);
    // Ends before the next batch is due: the last spans are sent on the way out.
    await shop.close();
    await collector.close();
    ({ services } = collector);
    ours.push(...collector.spans.filter(({ traceId }) => traceId === TRACE));
    others = collector.spans.filter(({ traceId }) => traceId !== TRACE);
    lines = log.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  });

  const named = (name: string) => ours.find((span) => span.name === name)!;
  const parentOf = ({ parentSpanId }: ReceivedSpan) => ours.find(({ spanId }) => spanId === parentSpanId);
  const factOf = ({ attributes }: ReceivedSpan, key: string) => attributes.find((one) => one.key === key)?.value;
  const within = (span: ReceivedSpan | undefined, name: string): boolean =>
    span !== undefined && (span.name === name || within(parentOf(span), name));

  it("makes one trace of a purchase, in the caller's: request, event, database, Stripe", () => {
    const request = named('POST /api/checkout/webhook');
    expect(request).toMatchObject({ parentSpanId: CALLER, kind: 2 });
    expect(factOf(request, 'http.response.status_code')).toEqual({ intValue: 200 });
    expect(factOf(request, 'request.id')).toEqual({ stringValue: 'stripe-tells-us' });

    const event = named('event checkout.session.completed');
    expect(parentOf(event)).toBe(request);
    expect(factOf(event, 'event.id')).toEqual({ stringValue: eventId });

    const call = named('GET /v1/checkout/sessions/:id');
    expect(call.kind).toBe(3);
    expect(parentOf(call)).toBe(event);
    expect(factOf(call, 'stripe.request_id')?.stringValue).toMatch(/^req_/);

    const queries = ours.filter(({ name }) => name === 'prisma:client:db_query');
    expect(queries.length).toBeGreaterThanOrEqual(3);
    for (const query of queries) expect(within(query, 'event checkout.session.completed')).toBe(true);
    expect(new Set(ours.map(({ status }) => status.code))).toEqual(new Set([0]));
    expect(services).toEqual(new Set(['shop-under-test']));
  });

  it('gives every other request a separate trace', () => {
    const opened = others.find(({ name }) => name === 'POST /api/checkout/create-session')!;
    expect(opened.parentSpanId).toBeUndefined();
    const names = others.filter(({ traceId }) => traceId === opened.traceId).map(({ name }) => name);
    expect(names).toContain('POST /v1/checkout/sessions');
    expect(names).toContain('prisma:client:operation');
  });

  it('tells nothing personal in a span', () => {
    expect(JSON.stringify([ours, others])).not.toMatch(/@example|Camille|Lilas|sk_test/);
  });

  it("has trace and request in every line about it, and Stripe's own id of the call", () => {
    const line = lines.find(({ msg, call }) => msg === 'Stripe called' && call === 'GET /v1/checkout/sessions/:id');
    expect(line).toMatchObject({ requestId: 'stripe-tells-us', traceId: TRACE, outcome: '200' });
    expect(line?.stripeRequestId).toMatch(/^req_/);
    expect(lines.find(({ msg, requestId }) => msg === 'request' && requestId === 'stripe-tells-us')).toMatchObject({
      route: '/api/checkout/webhook',
    });
    expect(lines.find(({ msg }) => msg === 'Event applied')).toMatchObject({ eventId, requestId: 'stripe-tells-us' });
  });
});

describe('without it', () => {
  it('loads nothing for traces', async () => {
    const script = `
      import 'reflect-metadata';
      import { createRequire } from 'node:module';
      const { createApp } = await import('./dist/create-app.js');
      const app = await createApp();
      await app.close();
      const loaded = Object.keys(createRequire(import.meta.url).cache);
      console.log(JSON.stringify({
        sqlite: loaded.some((file) => file.includes('better-sqlite3')),
        tracing: loaded.filter((file) => /opentelemetry|@prisma.instrumentation/.test(file)),
      }));
      process.exit(0);`;
    const folder = await mkdtemp(join(tmpdir(), 'boulevard-untraced-'));
    const env = {
      PATH: process.env.PATH!,
      DATA_DIR: folder,
      PORT: String(await getPort()),
      LOG_LEVEL: 'silent',
      SEED_DEMO: 'false',
    };
    const arguments_ = ['--input-type=module', '-e', script];
    const { stdout } = await promisify(execFile)(process.execPath, arguments_, { env, cwd: ROOT });
    await rm(folder, { recursive: true });
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual({ sqlite: true, tracing: [] });
  });
});

interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  status: { code: number };
}

interface Batch {
  resourceSpans: { resource: { attributes: ReceivedSpan['attributes'] }; scopeSpans: { spans: ReceivedSpan[] }[] }[];
}

/** What OpenTelemetry's collector is for an application: takes spans by OTLP over HTTP, as JSON. */
async function startCollector() {
  const spans: ReceivedSpan[] = [];
  const services = new Set<string | undefined>();
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      if (request.url === '/v1/traces') {
        for (const { resource, scopeSpans } of (body as Batch).resourceSpans) {
          services.add(resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue);
          spans.push(...scopeSpans.flatMap((scope) => scope.spans));
        }
      }
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    services,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
