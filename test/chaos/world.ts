import { JobsService } from '../../src/jobs/jobs.service.js';
import type { Variant } from '../../src/prisma/client.js';
import { cartOf } from '../factories/cart.js';
import { createVariant } from '../factories/product.js';
import { createPromo } from '../factories/promo.js';
import { createAdmin, createUser, type TestUser } from '../factories/user.js';
import { orderDesk } from '../support/order-desk.js';
import {
  deliverEvent,
  endRefund,
  listEvents,
  paySession,
  planRefunds,
  refundInDashboard,
  stripeFor,
} from '../support/sandbox.js';
import type { RunningApp } from '../support/start-app.js';
import type { JobName, Step, Story } from './steps.js';
import { holdsLapse, paymentsAreOverdue, timePasses } from './time.js';

/** The users of every story. */
export interface Users {
  admin: TestUser;
  ada: TestUser;
  bob: TestUser;
}

export async function createUsers(shop: RunningApp): Promise<Users> {
  return { admin: await createAdmin(shop), ada: await createUser(shop), bob: await createUser(shop) };
}

/** A shop with a few articles, and what has been done to it. */
export class World {
  /** Stripe's ids of the sessions that were opened. */
  readonly sessions: string[] = [];
  /** Units added to stock by hand, of each article. */
  readonly putIn: number[];
  readonly deleted = new Set<number>();
  /** Statuses that no route may answer. */
  readonly surprises: string[] = [];
  private readonly desk: ReturnType<typeof orderDesk>;

  private constructor(
    readonly shop: RunningApp,
    readonly variants: readonly Variant[],
    readonly promo: { id: string; code: string },
    private readonly users: Users,
    { stock }: Story,
  ) {
    this.putIn = [...stock];
    this.desk = orderDesk(shop, users.admin);
  }

  static async create(shop: RunningApp, users: Users, story: Story): Promise<World> {
    const variants: Variant[] = [];
    for (const stock of story.stock) variants.push(await createVariant(shop.prisma, { stock, priceCents: 1999 }));
    const promo = await createPromo(shop.prisma, { usageLimit: story.promoUses });
    return new World(shop, variants, promo, users, story);
  }

  async run(step: Step): Promise<void> {
    const stripeSessionId = 'session' in step ? this.sessions[step.session % this.sessions.length] : undefined;
    if ('session' in step && !stripeSessionId) return;
    const sessionId = stripeSessionId!;
    const { shop } = this;
    switch (step.kind) {
      case 'open':
        return this.open(step);
      case 'buyer':
        await paySession(shop, sessionId, { action: step.action, delivery: step.delivery });
        return;
      case 'deliver': {
        const events = await listEvents(shop, sessionId);
        const event = events[step.event % events.length];
        if (event) this.expectStatus('webhook', (await deliverEvent(shop, event.id)).status ?? 0, [200, 500]);
        return;
      }
      case 'verify': {
        const { status } = await shop.http.get(`/api/checkout/verify-session/${sessionId}`);
        return this.expectStatus('verify', status, [200, 400, 409]);
      }
      case 'correct':
        return this.correct(step.variant, step.delta);
      case 'withdraw':
        return this.withdraw(step.variant);
      case 'delete':
        return this.delete(step.variant);
      case 'slow-refund':
        return planRefunds(shop, { status: 'pending' });
      case 'dashboard-refund':
        // Refused where nothing is left, or nothing was paid.
        await refundInDashboard(shop, sessionId, step.cents ?? undefined, { delivery: step.delivery }).catch(
          () => null,
        );
        return;
      case 'bank':
        for (const { id } of await this.refundsOf(sessionId)) {
          await endRefund(shop, id, step.outcome).catch(() => null);
        }
        return;
      case 'job':
        return this.job(step.name);
      case 'time':
        return this.timePasses(step.of);
      default:
        return this.administer(step, sessionId);
    }
  }

  async job(name: JobName): Promise<void> {
    await this.shop.app.get(JobsService).run(name);
  }

  async timePasses(of: 'holds' | 'payments' | 'retries'): Promise<void> {
    const { prisma } = this.shop;
    if (of === 'holds') await holdsLapse(prisma);
    else if (of === 'payments') await paymentsAreOverdue(prisma);
    else await timePasses(prisma);
  }

  async refundsOf(sessionId: string) {
    const stripe = stripeFor(this.shop);
    const { payment_intent } = await stripe.checkout.sessions.retrieve(sessionId);
    if (!payment_intent) return [];
    return (await stripe.refunds.list({ payment_intent: payment_intent as string, limit: 100 })).data;
  }

  private async open({ buyer, cart, promo }: Extract<Step, { kind: 'open' }>): Promise<void> {
    const items = cart.map(({ variant, quantity }) => ({ variantId: this.variants[variant]!.id, quantity }));
    const { status, body } = await this.shop.http
      .post('/api/checkout/create-session')
      .set(buyer === 'guest' ? {} : this.users[buyer].auth)
      .send({ ...cartOf(items), ...(promo && { promoCode: this.promo.code }) });
    const { sessionId, code } = body as { sessionId?: string; code?: string };
    if (sessionId) this.sessions.push(sessionId);
    // 503: concurrent requests replace the account's session again and again.
    this.expectStatus(`create-session ${code}`, status, [201, 400, 409, 503]);
  }

  private async correct(variant: number, delta: number): Promise<void> {
    if (delta === 0) return;
    const { status } = await this.shop.http
      .patch(`/api/admin/inventory/${this.variants[variant]!.id}`)
      .set(this.users.admin.auth)
      .send({ delta, reason: 'Comptage' });
    if (status === 200) this.putIn[variant]! += delta;
    this.expectStatus('correct', status, [200, 404, 409]);
  }

  private async withdraw(variant: number): Promise<void> {
    const { id, productId, name, priceCents } = this.variants[variant]!;
    const { status } = await this.shop.http
      .put(`/api/admin/products/${productId}`)
      .set(this.users.admin.auth)
      .send({ variants: [{ id, name, priceCents, isActive: false }] });
    this.expectStatus('withdraw', status, [200, 400, 404]);
  }

  private async delete(variant: number): Promise<void> {
    const { status } = await this.shop.http
      .delete(`/api/admin/products/${this.variants[variant]!.productId}`)
      .set(this.users.admin.auth);
    if (status === 200) this.deleted.add(variant);
    this.expectStatus('delete', status, [200, 400, 404]);
  }

  private async administer(
    step: Extract<Step, { kind: 'end-order' | 'give-back' | 'ship' }>,
    stripeSessionId: string,
  ): Promise<void> {
    const order = await this.shop.prisma.order.findUnique({ where: { stripeSessionId }, include: { items: true } });
    if (!order) return;
    const { status } = await this.ask(step, order);
    this.expectStatus(step.kind, status, [200, 201, 202, 400, 409, 503]);
  }

  private ask(
    step: Extract<Step, { kind: 'end-order' | 'give-back' | 'ship' }>,
    order: { id: string; items: { id: string }[] },
  ) {
    if (step.kind === 'ship') return this.desk.ship(order.id);
    if (step.kind === 'end-order') return this.desk.setStatus(order.id, step.status);
    const { restock, shipping, line } = step;
    const lines = [{ orderItemId: order.items[line % order.items.length]!.id, quantity: 1 }];
    return this.desk.give(order.id, { lines, restock, shipping });
  }

  private expectStatus(what: string, status: number, allowed: number[]): void {
    if (!allowed.includes(status)) this.surprises.push(`${what}: ${status}`);
  }
}
