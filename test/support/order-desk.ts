import { JobsService } from '../../src/jobs/jobs.service.js';
import type { OrderStatus } from '../../src/prisma/client.js';
import type { PaidOrder } from '../factories/paid-order.js';
import type { TestUser } from '../factories/user.js';
import { stripeFor } from './sandbox.js';
import type { RunningApp } from './start-app.js';

/** What an administrator does to orders, and what is left behind. */
export function orderDesk(shop: RunningApp, admin: Pick<TestUser, 'auth'>) {
  const { prisma, http } = shop;
  return {
    get: (path: string, status = 200) => http.get(`/api/admin/${path}`).set(admin.auth).expect(status),
    ship: (id: string, body: object = {}) =>
      http
        .post(`/api/admin/orders/${id}/ship`)
        .set(admin.auth)
        .send({ carrier: 'COLISSIMO', trackingNumber: '6A1', note: '', ...body }),
    deliver: (id: string, body: object = {}) => http.post(`/api/admin/orders/${id}/deliver`).set(admin.auth).send(body),
    setStatus: (id: string, status: OrderStatus, body: object = {}) =>
      http
        .patch(`/api/admin/orders/${id}/status`)
        .set(admin.auth)
        .send({ status, ...body }),
    give: (id: string, body: object, key?: string) =>
      http
        .post(`/api/admin/orders/${id}/refunds`)
        .set({ ...admin.auth, ...(key && { 'Idempotency-Key': key }) })
        .send(body),

    read: (id: string) =>
      prisma.order.findUniqueOrThrow({
        where: { id },
        include: { items: true, refunds: { orderBy: { createdAt: 'asc' } }, events: { orderBy: { createdAt: 'asc' } } },
      }),
    /** Types of what happened since it was paid. */
    eventsOf: async (orderId: string) => {
      const events = await prisma.orderEvent.findMany({ where: { orderId }, orderBy: { createdAt: 'asc' } });
      return events
        .map(({ type }) => type)
        .filter((type) => type !== 'CREATED' && type !== 'PAID')
        .sort();
    },
    /** Kinds of mails since it was paid. */
    mailsOf: async (subjectId: string) => {
      const mails = await prisma.outboxMail.findMany({ where: { subjectId, kind: { not: 'order.paid' } } });
      return mails.map(({ kind }) => kind).sort();
    },
    /** Of its first line. */
    stockOf: async ({ items }: PaidOrder) =>
      (await prisma.variant.findUniqueOrThrow({ where: { id: items[0]!.productVariantId! } })).stock,
    refundsAtStripe: async ({ paymentIntentId }: PaidOrder) =>
      (await stripeFor(shop).refunds.list({ payment_intent: paymentIntentId!, limit: 100 })).data,
    /** What the job does a minute later. */
    later: async () => {
      await prisma.refund.updateMany({ where: { status: 'REQUESTED' }, data: { nextAttemptAt: new Date(0) } });
      await shop.app.get(JobsService).run('refunds');
    },
  };
}
export type OrderDesk = ReturnType<typeof orderDesk>;
