import { createServer, type AddressInfo } from 'node:net';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import getPort from 'get-port';
import { orderPaid } from '../src/checkout/mails/new-order-mails.js';
import { JobsService } from '../src/jobs/jobs.service.js';
import { OutboxService } from '../src/mail/outbox.service.js';
import { OutboxStore } from '../src/mail/outbox.store.js';
import { OutboxWorker } from '../src/mail/outbox.worker.js';
import { isUniqueViolation } from '../src/prisma/is-unique-violation.js';
import { billingAddress, createOrder } from './factories/order.js';
import { mailFileNames, readMailFile } from './support/mail-files.js';
import { readMail } from './support/read-mail.js';
import { startSmtp, type SmtpMailbox } from './support/smtp.js';
import { startApp, type RunningApp } from './support/start-app.js';

describe('the outbox', () => {
  let smtp: SmtpMailbox;
  let port: number;
  let shop: RunningApp;
  /** Another instance on the same database. */
  let other: RunningApp;
  beforeAll(async () => {
    port = await getPort();
    smtp = await startSmtp(port);
    shop = await startApp({ SMTP_URL: smtp.url });
    other = await startApp({ SMTP_URL: smtp.url }, shop.dataDir);
  });
  afterAll(async () => {
    await other.close();
    await shop.close();
    await smtp.close();
  });
  beforeEach(async () => {
    smtp.mails.splice(0);
    await shop.prisma.outboxMail.deleteMany();
  });

  const run = (app = shop) => app.app.get(JobsService).run('outbox');
  /** Without the lease: as if two instances believed that they have it. */
  const sendDue = (app: RunningApp) => app.app.get(OutboxWorker, { strict: false }).sendDue();
  const row = (id: string) => shop.prisma.outboxMail.findUniqueOrThrow({ where: { id } });
  const change = (id: string, data: object) => shop.prisma.outboxMail.update({ where: { id }, data });
  const past = () => new Date(Date.now() - 1000);

  /** A confirmation that waits to be sent. */
  async function waiting(email = 'camille@example.test'): Promise<string> {
    const order = await createOrder(shop, { billingAddress: { ...billingAddress, email } });
    const { id } = await shop.prisma.outboxMail.create({ data: orderPaid(order.id) });
    return id;
  }

  it('holds a mail exactly when the transaction of its fact is committed, and one a key', async () => {
    const outbox = shop.app.get(OutboxService, { strict: false });
    const add = (key: string) =>
      shop.prisma.$transaction((tx) => outbox.add(tx, [{ kind: 'order.paid', key, subjectId: 'o1' }]));
    await add('first');
    await expect(
      shop.prisma.$transaction(async (tx) => {
        await outbox.add(tx, [{ kind: 'order.paid', key: 'undone', subjectId: 'o1' }]);
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await expect(add('first').catch(isUniqueViolation)).resolves.toBe(true);
    for (let again = 0; again < 2; again += 1) {
      await shop.prisma.$transaction((tx) => outbox.addOnce(tx, { kind: 'shop.alert', key: 'alarm', subjectId: 'a' }));
    }
    const keys = await shop.prisma.outboxMail.findMany({ select: { key: true }, orderBy: { key: 'asc' } });
    expect(keys).toEqual([{ key: 'alarm' }, { key: 'first' }]);
  });

  it('sends a mail once, however often it is looked at', async () => {
    const id = await waiting();
    for (let round = 0; round < 3; round += 1) expect(await run()).toBe(true);
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]!.headers['message-id']).toBe(`<${id}@localhost>`);
    expect(await row(id)).toMatchObject({ attempts: 1, claimedUntil: null, lastError: null, doneAt: expect.any(Date) });
  });

  it('two workers at once, without a lease, send each mail once', async () => {
    const ids = [];
    for (let count = 0; count < 24; count += 1) ids.push(await waiting());
    await Promise.all([sendDue(shop), sendDue(other), sendDue(shop), sendDue(other)]);
    await run();
    const sent = smtp.mails.map(({ headers }) => headers['message-id']);
    expect(sent.toSorted()).toEqual(ids.map((id) => `<${id}@localhost>`).sort());
  });

  it('keeps a mail while the mail server is away, and sends it when that is back', async () => {
    const id = await waiting();
    await smtp.close();
    const before = Date.now();
    await run();
    const failed = await row(id);
    expect(failed).toMatchObject({ attempts: 1, doneAt: null, claimedUntil: null });
    expect(failed.lastError).toMatch(/ECONNREFUSED/);
    expect(failed.nextAttemptAt.getTime()).toBeGreaterThan(before + 20_000);

    smtp = await startSmtp(port);
    await run();
    expect(smtp.mails).toHaveLength(0);
    await change(id, { nextAttemptAt: past() });
    await run();
    expect(smtp.mails).toHaveLength(1);
    expect(await row(id)).toMatchObject({ attempts: 2, lastError: null, doneAt: expect.any(Date) });
  });

  it('waits longer each time, an hour at most, and never gives up', async () => {
    const id = await waiting('refuse@example.test');
    smtp.refused.add('refuse@example.test');
    await change(id, { attempts: 1000 });
    await run();
    const { nextAttemptAt, doneAt, lastError } = await row(id);
    const minutes = (nextAttemptAt.getTime() - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(45);
    expect(minutes).toBeLessThanOrEqual(60);
    expect(doneAt).toBeNull();
    // The reason is kept, the address is not.
    expect(lastError).toMatch(/550/);
    expect(lastError).not.toContain('refuse@example.test');
  });

  it('one refused address does not keep the others waiting', async () => {
    smtp.refused.add('refuse@example.test');
    for (const email of ['refuse@example.test', 'a@example.test', 'refuse@example.test', 'b@example.test']) {
      await waiting(email);
    }
    await run();
    expect(smtp.mails.map(({ to }) => to[0]).sort()).toEqual(['a@example.test', 'b@example.test']);
    expect(await shop.prisma.outboxMail.count({ where: { doneAt: null } })).toBe(2);
  });

  it('sends what a worker had claimed when it died, once its claim lapses', async () => {
    const id = await waiting();
    const claimed = await other.app.get(OutboxStore, { strict: false }).claim(5, 60_000);
    expect(claimed.map((mail) => mail.id)).toEqual([id]);
    await run();
    expect(smtp.mails).toHaveLength(0);
    await change(id, { claimedUntil: past() });
    await run();
    expect(smtp.mails).toHaveLength(1);
    expect(await row(id)).toMatchObject({ attempts: 2, doneAt: expect.any(Date) });
  });

  it('a mail that was sent by a worker that died before it could say so has the same Message-ID again', async () => {
    const id = await waiting();
    await run();
    await change(id, { doneAt: null, claimedUntil: past() });
    await run();
    const ids = smtp.mails.map(({ headers }) => headers['message-id']);
    expect(ids).toEqual([`<${id}@localhost>`, `<${id}@localhost>`]);
  });

  it('a worker that is late does not take the mail from who has it by now', async () => {
    const id = await waiting();
    const store = shop.app.get(OutboxStore, { strict: false });
    const [late] = await store.claim(1, 60_000);
    await change(id, { claimedUntil: past() });
    const [now] = await store.claim(1, 60_000);
    await store.postpone(late!, 'too late');
    expect(await row(id)).toMatchObject({ claimedUntil: now!.claimedUntil, lastError: null });
  });

  it('keeps a mail that nobody here can write', async () => {
    const { id } = await shop.prisma.outboxMail.create({ data: { kind: 'of.tomorrow', key: 'k', subjectId: 's' } });
    await run();
    expect(await row(id)).toMatchObject({ doneAt: null, lastError: 'No composer for of.tomorrow' });
  });

  it('sends soon after a commit that says so, where jobs are scheduled', async () => {
    const scheduled = await startApp({ SMTP_URL: smtp.url, SCHEDULED_JOBS: 'true' }, shop.dataDir);
    try {
      await waiting();
      scheduled.app.get(OutboxService, { strict: false }).kick();
      const end = Date.now() + 5000;
      while (smtp.mails.length === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
      expect(smtp.mails).toHaveLength(1);
    } finally {
      await scheduled.close();
    }
  });

  it('does not wait for ever for a mail server that says nothing', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const hung = await startApp({ SMTP_URL: url }, shop.dataDir);
    try {
      const id = await waiting();
      await run(hung);
      expect(await row(id)).toMatchObject({ doneAt: null, lastError: expect.stringMatching(/greeting/i) });
    } finally {
      await hung.close();
      silent.close();
    }
  });
});

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
