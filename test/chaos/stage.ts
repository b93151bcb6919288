import type { Test } from 'supertest';
import { StockService } from '../../src/catalog/stock/stock.service.js';
import { JobsService } from '../../src/jobs/jobs.service.js';
import { cartOf } from '../factories/cart.js';
import { createVariant } from '../factories/product.js';
import { createUser, type TestUser } from '../factories/user.js';
import {
  deliverEvent,
  listEvents,
  paySession,
  plantFault,
  clearFaults,
  type FaultRequest,
} from '../support/sandbox.js';
import type { RunningApp } from '../support/start-app.js';

/** What somebody was told, and after how long. */
export interface Answer {
  status: number;
  body: { code?: string; sessionId?: string };
  retryAfter: string | undefined;
  ms: number;
}

export async function timed(request: Test): Promise<Answer> {
  const started = performance.now();
  const { status, body, headers } = await request;
  const retryAfter = (headers as Record<string, string | undefined>)['retry-after'];
  return { status, body: body as Answer['body'], retryAfter, ms: performance.now() - started };
}

/** Somebody's way through the shop that makes a call to Stripe. */
export interface Flow {
  /** What makes the call. An `Answer` is what a person was told; a webhook answers Stripe, and a job nobody. */
  act(): Promise<unknown>;
  /** Who was sent away comes again, Stripe as well; the jobs run after it, and before `check`. */
  again?(): Promise<unknown>;
  check(): Promise<unknown>;
}

/** A call of ours to Stripe, and where it is made. */
export interface StripeCall {
  name: string;
  match: NonNullable<FaultRequest['match']>;
  prepare(stage: Stage): Promise<Flow>;
}

/** A shop with its own Stripe, and what is needed again and again to bring it to where a call is made. */
export class Stage {
  constructor(
    readonly shop: RunningApp,
    readonly admin: TestUser,
  ) {}

  async variant(stock = 3): Promise<string> {
    return (await createVariant(this.shop.prisma, { stock })).id;
  }

  buyer(): Promise<TestUser> {
    return createUser(this.shop);
  }

  /** Creates a checkout session for one unit; the same `key` repeats the request. */
  open(variantId: string, user: TestUser, options: { key?: string; promoCode?: string } = {}): Promise<Answer> {
    const { key, promoCode } = options;
    const request = this.shop.http.post('/api/checkout/create-session').set(user.auth);
    if (key) void request.set('Idempotency-Key', key);
    return timed(request.send({ ...cartOf([{ variantId, quantity: 1 }]), promoCode }));
  }

  /** @returns Stripe's id of a new page */
  async page(variantId: string, user: TestUser): Promise<string> {
    return (await this.open(variantId, user)).body.sessionId!;
  }

  /** The buyer pays, and the shop hears nothing of it yet. */
  async payUnheard(sessionId: string): Promise<string> {
    const { session } = await paySession(this.shop, sessionId, { delivery: 'none' });
    return session.payment_intent as string;
  }

  /** @returns what the shop answers to the events of a type */
  async tell(sessionId: string, type = 'checkout.session.completed'): Promise<number[]> {
    const events = (await listEvents(this.shop, sessionId)).filter((event) => event.type === type);
    const answers: number[] = [];
    for (const { id } of events) answers.push((await deliverEvent(this.shop, id)).status ?? 0);
    return answers;
  }

  /** The stock as somebody has counted it. */
  async count(variantId: string, units: number): Promise<void> {
    const stock = this.shop.app.get(StockService, { strict: false });
    await this.shop.prisma.$transaction((tx) => stock.setStock(tx, variantId, units, { reason: 'CORRECTION' }));
  }

  /** Paid, and the goods were gone; the money is due to go back. */
  async oversold(): Promise<{ sessionId: string; variantId: string }> {
    const variantId = await this.variant(1);
    const sessionId = await this.page(variantId, await this.buyer());
    await this.payUnheard(sessionId);
    await this.count(variantId, 0);
    await this.tell(sessionId);
    const past = new Date(Date.now() - 1000);
    const data = { refundDueAt: past, nextAttemptAt: past };
    await this.shop.prisma.oversoldPayment.update({ where: { stripeSessionId: sessionId }, data });
    return { sessionId, variantId };
  }

  /** A page was made, and its answer got lost: our row knows nothing of it, and is old by now. */
  async lostPage(): Promise<{ id: string; variantId: string }> {
    const variantId = await this.variant(1);
    const lost = { match: { method: 'POST', path: '/v1/checkout/sessions' }, kind: 'lost', times: 9 } as const;
    await plantFault(this.shop, lost);
    await this.open(variantId, await this.buyer());
    await clearFaults(this.shop);
    const { id } = await this.shop.prisma.checkoutSession.findFirstOrThrow({
      where: { reservations: { some: { variantId } } },
    });
    const createdAt = new Date(Date.now() - 3 * 60_000);
    await this.shop.prisma.checkoutSession.update({ where: { id }, data: { createdAt } });
    return { id, variantId };
  }

  async job(name: string): Promise<void> {
    await this.shop.app.get(JobsService).run(name);
  }

  /** @returns the order of a page, with its refunds */
  order(stripeSessionId: string) {
    return this.shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId }, include: { refunds: true } });
  }

  async stockOf(id: string): Promise<number> {
    return (await this.shop.prisma.variant.findUniqueOrThrow({ where: { id } })).stock;
  }
}
