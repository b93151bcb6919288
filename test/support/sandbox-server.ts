import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import Stripe from 'stripe';
import request from 'supertest';
import { stripeClient } from '../../src/checkout/stripe/stripe-client.js';
import type { Paid } from './sandbox.js';
import { openSandbox, type SandboxOptions } from '../../src/sandbox/sandbox.js';

export const WEBHOOK_SECRET = 'whsec_of_the_sandbox_tests';

export interface Received {
  event: Stripe.Event;
  /** Milliseconds since 1970. */
  at: number;
}

/** A sandbox without a shop: in the shop's place something that takes signed events and answers as it is told. */
export interface SandboxServer {
  /** Where it is served: `http://127.0.0.1:<port>/sandbox`. */
  base: string;
  dataDir: string;
  stripe: Stripe;
  http: ReturnType<typeof request>;
  /** For the helpers of sandbox.ts, which go by the shop's address. */
  asShop: { http: ReturnType<typeof request> };
  /** What arrived with a good signature, in order. */
  received: Received[];
  /** What is answered to the next deliveries; 200 once it is used up. */
  answers: (number | ((type: string) => number | Promise<number>))[];
  /** Closes it and starts another on its data. */
  restart(options?: Partial<SandboxOptions>): Promise<SandboxServer>;
  /** Closes it and removes its data. */
  close(): Promise<void>;
}

export async function startSandboxServer(options: Partial<SandboxOptions> = {}): Promise<SandboxServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'boulevard-sandbox-'));
  const received: Received[] = [];
  const answers: SandboxServer['answers'] = [];
  const receiver = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', async () => {
      const header = incoming.headers['stripe-signature'] ?? '';
      const event = Stripe.webhooks.constructEvent(Buffer.concat(chunks), header, WEBHOOK_SECRET);
      received.push({ event, at: Date.now() });
      const answer = answers.shift() ?? 200;
      response.writeHead(typeof answer === 'number' ? answer : await answer(event.type)).end('{}');
    });
  });
  const webhookPort = await listen(receiver);

  const app = express();
  const server = createServer(app as never);
  const port = await listen(server);
  const base = `http://127.0.0.1:${port}/sandbox`;
  const sandbox = openSandbox({
    dataDir,
    publicUrl: base,
    webhookUrl: `http://127.0.0.1:${webhookPort}/hooks`,
    webhookSecret: WEBHOOK_SECRET,
    retrySeconds: [0.05, 0.05, 0.05],
    ...options,
  });
  app.use('/sandbox', sandbox.router);

  const stop = async () => {
    await sandbox.close();
    await Promise.all([server, receiver].map(closeServer));
  };
  return {
    base,
    dataDir,
    stripe: stripeClient({ secretKey: 'sk_test_room', apiBase: base, timeout: 10_000, maxNetworkRetries: 0 }),
    http: request(base),
    asShop: { http: request(new URL(base).origin) },
    received,
    answers,
    restart: async (changed = {}) => {
      await stop();
      return startSandboxServer({ dataDir, ...changed });
    },
    close: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Does on the payment page what a buyer does there. */
export async function payIn(sandbox: SandboxServer, sessionId: string, body: object = {}): Promise<Paid> {
  const buyer = { email: 'acheteur@example.com', name: 'Camille Martin' };
  const { status, body: answer } = await sandbox.http
    .post(`/pay/${sessionId}`)
    .set('Accept', 'application/json')
    .send({ action: 'pay', ...buyer, ...body });
  return { ...answer, status } as Paid;
}

/** What a call is refused with; a call that is not refused fails the test. */
export function refusal(work: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  return work.then(
    () => {
      throw new Error('was not refused');
    },
    (error: unknown) => error as Stripe.errors.StripeError,
  );
}

export async function until(what: () => boolean, withinMs = 5000): Promise<void> {
  const end = Date.now() + withinMs;
  while (!what()) {
    if (Date.now() > end) throw new Error(`Not within ${withinMs} ms: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
