import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { orderPaid } from '../src/checkout/mails/new-order-mails.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { OutboxWorker } from '../src/mail/outbox.worker.js';
import { createOrder } from './factories/order.js';
import { mailFileNames, readMailFile } from './support/mail-files.js';
import { readMail } from './support/read-mail.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('mails without SMTP_URL', () => {
  let shop: RunningApp;
  beforeAll(async () => {
    shop = await startApp();
  });
  afterAll(() => shop.close());
  beforeEach(async () => {
    rmSync(join(shop.dataDir, 'outbox'), { recursive: true, force: true });
    await shop.prisma.outboxMail.deleteMany();
  });

  const sendMails = () => shop.app.get(JobsService).run('outbox');
  const addMail = async () => {
    const order = await createOrder(shop);
    const { id } = await shop.prisma.outboxMail.create({ data: orderPaid(order.id) });
    return { id, order };
  };
  const row = (id: string) => shop.prisma.outboxMail.findUnique({ where: { id } });

  it('become one file each in <DATA_DIR>/outbox, named by the row, that any mail program opens', async () => {
    const { id, order } = await addMail();
    expect(await sendMails()).toBe(true);
    expect(await sendMails()).toBe(true);

    expect(mailFileNames(shop)).toEqual([`${id}.eml`]);
    const { headers, subject, html, text } = readMail(readMailFile(shop, id));
    expect(headers).toMatchObject({ to: 'camille@example.test', 'message-id': `<${id}@localhost>` });
    expect(subject).toBe(`Votre commande ${order.orderNumber} est confirmée`);
    for (const part of [html, text]) expect(part).toContain('Merci pour votre commande\u202f!');
    expect(await row(id)).toMatchObject({ doneAt: expect.any(Date), attempts: 1, lastError: null });
  });

  it('stay one file each when a worker dies between writing the file and saying so', async () => {
    const { id } = await addMail();
    await sendMails();
    const claimedUntil = new Date(Date.now() - 1);
    await shop.prisma.outboxMail.update({ where: { id }, data: { doneAt: null, claimedUntil } });
    await sendMails();
    expect(mailFileNames(shop)).toEqual([`${id}.eml`]);
    expect(await row(id)).toMatchObject({ doneAt: expect.any(Date), attempts: 2 });
  });

  it('are one file each, whole, with several workers at once', async () => {
    const ids = [];
    for (let count = 0; count < 12; count += 1) ids.push((await addMail()).id);
    const worker = shop.app.get(OutboxWorker, { strict: false });
    await Promise.all([worker.sendDue(), worker.sendDue(), worker.sendDue()]);
    expect(mailFileNames(shop).sort()).toEqual(ids.map((id) => `${id}.eml`).sort());
    for (const id of ids) expect(readMail(readMailFile(shop, id)).html).toMatch(/<\/html>\s*$/);
    expect(await shop.prisma.outboxMail.count({ where: { doneAt: { not: null }, attempts: 1 } })).toBe(12);
  });

  it('wait where the folder can’t be written to', async () => {
    writeFileSync(join(shop.dataDir, 'outbox'), 'a file in its place');
    const { id } = await addMail();
    await sendMails();
    expect(await row(id)).toMatchObject({
      doneAt: null,
      attempts: 1,
      lastError: expect.stringMatching(/EEXIST|ENOTDIR/),
    });
    rmSync(join(shop.dataDir, 'outbox'));
    await shop.prisma.outboxMail.update({ where: { id }, data: { nextAttemptAt: new Date() } });
    await sendMails();
    expect(mailFileNames(shop)).toEqual([`${id}.eml`]);
  });
});
