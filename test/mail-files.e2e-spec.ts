import { orderPaid } from '../src/checkout/mails/new-order-mails.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { createOrder } from './factories/order.js';
import { mailFileNames, readMailFile } from './support/mail-files.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('mails without SMTP_URL', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());

  const sendMails = () => shop.app.get(JobsService).run('outbox');

  it('become one file each in <DATA_DIR>/outbox', async () => {
    const order = await createOrder(shop);
    const { id } = await shop.prisma.outboxMail.create({ data: orderPaid(order.id) });
    expect(await sendMails()).toBe(true);
    expect(await sendMails()).toBe(true);

    expect(mailFileNames(shop)).toEqual([`${id}.eml`]);
    const mail = readMailFile(shop, id);
    expect(mail).toContain('To: camille@example.test\r\n');
    expect(mail).toContain(`Message-ID: <${id}@localhost>\r\n`);
    expect(await shop.prisma.outboxMail.findUnique({ where: { id } })).toMatchObject({
      doneAt: expect.any(Date),
      attempts: 1,
      lastError: null,
    });
  });
});
