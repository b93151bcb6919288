import { JobsService } from '../src/jobs/jobs.service.js';
import { openSession } from './factories/cart.js';
import { createUser } from './factories/user.js';
import { mailFileNames, readMailFile } from './support/mail-files.js';
import { readMail, type ReadMail } from './support/read-mail.js';
import { paySession } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('the mails of a purchase', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  /** What has been sent about an order, by kind. */
  async function sentAbout(orderId: string): Promise<{ kind: string; mail: ReadMail }[]> {
    await shop.app.get(JobsService).run('outbox');
    const rows = await shop.prisma.outboxMail.findMany({
      where: { subjectId: orderId },
      orderBy: { createdAt: 'asc' },
    });
    expect(rows.filter(({ doneAt }) => doneAt === null)).toEqual([]);
    const files = mailFileNames(shop);
    return rows
      .filter(({ id }) => files.includes(`${id}.eml`))
      .map(({ id, kind }) => ({ kind, mail: readMail(readMailFile(shop, id)) }));
  }

  it('one confirmation, however often the payment is reported or asked for', async () => {
    const buyer = await createUser(shop);
    const { sessionId } = await openSession(shop, { user: buyer, quantity: 2, priceCents: 4990 });
    await paySession(shop, sessionId, { delivery: 'twice' });
    const verify = () => shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(200);
    const [{ body }] = await Promise.all([verify(), verify(), verify()]);
    const { orderId, orderNumber } = body as { orderId: string; orderNumber: string };

    const [paid, ...more] = await sentAbout(orderId);
    expect(more).toEqual([]);
    expect(paid!.kind).toBe('order.paid');
    expect(paid!.mail.headers.to).toBe('camille@example.test');
    expect(paid!.mail.subject).toContain(orderNumber);
    expect(paid!.mail.text).toContain('Total payé\u00a0: 107,70\u00a0€');
    expect(paid!.mail.text).toContain(`/orders/${orderId}\n`);
  });

  it('a guest’s opens the tracking page without a login', async () => {
    const { sessionId } = await openSession(shop);
    await paySession(shop, sessionId);
    const { body } = await shop.http.get(`/api/checkout/verify-session/${sessionId}`).expect(200);
    const [paid] = await sentAbout(body.orderId);
    const link = /http:\/\/localhost:5173\/order-tracking\/([\w-]+)(\?token=\S+)/.exec(paid!.mail.text)!;
    const tracked = await shop.http.get(`/api/orders/${link[1]}${link[2]}`).expect(200);
    expect(tracked.body).toMatchObject({ access: 'token', order: { orderNumber: body.orderNumber } });
  });
});
