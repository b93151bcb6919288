import { JobsService } from '../src/jobs/jobs.service.js';
import { createUser, type TestUser } from './factories/user.js';
import { startSmtp, type SmtpMailbox } from './support/smtp.js';
import { startApp, type RunningApp } from './support/start-app.js';

const SHOP = 'boutique@boulevard.test';

const FORM = {
  name: 'Camille Durand',
  email: 'camille@example.test',
  subject: 'N’s Zoroark : en stock ?',
  message: 'Bonjour,\n\nJe cherche « N’s Zoroark » <3 ; SELECT your cards & DROP me a line.\nCamille',
  website: '',
  companyWebsite: '',
};

describe('POST /api/contact', () => {
  let smtp: SmtpMailbox;
  let shop: RunningApp;
  let user: TestUser;
  beforeAll(async () => {
    smtp = await startSmtp();
    shop = await startApp({ SMTP_URL: smtp.url, CONTACT_TO_EMAIL: SHOP, RATE_LIMIT_ENABLED: 'true' });
  });
  afterAll(async () => {
    await shop.close();
    await smtp.close();
  });
  beforeEach(async () => {
    smtp.mails.splice(0);
    user = await createUser(shop);
  });

  const send = (change: object = {}, by: TestUser | null = user) => {
    const request = shop.http.post('/api/contact');
    return (by ? request.set(by.auth) : request).send({ ...FORM, ...change });
  };
  const sent = async () => {
    await shop.app.get(JobsService).run('outbox');
    return smtp.mails;
  };

  it('answers 401 to guests, and sends nothing', async () => {
    expect((await send({}, null).expect(401)).body.code).toBe('ACCESS_TOKEN_REQUIRED');
    expect(await sent()).toEqual([]);
  });

  it('answers 200 and mails the shop, once, for it to answer to the sender', async () => {
    expect((await send().expect(200)).body).toEqual({ ok: true });
    const mails = await sent();
    expect(mails).toHaveLength(1);
    const [{ to, subject, headers, text, html }] = mails as [(typeof mails)[0]];
    expect(to).toEqual([SHOP]);
    expect(headers['reply-to']).toBe(FORM.email);
    expect(subject).toBe(`Contact : ${FORM.subject}`);
    expect(text).toContain(FORM.message);
    expect(text).toContain(user.username);
    expect(html).toContain('« N’s Zoroark » &lt;3');
    expect(await sent()).toHaveLength(1);
    const row = await shop.prisma.outboxMail.findFirstOrThrow({ where: { subjectId: user.id } });
    expect(row.data).toBeNull();
  });

  it('replies to the account’s own address, whatever its case, once it is verified, and to no other', async () => {
    const verified = await createUser(shop, { isVerified: true });
    await send({ email: ` ${verified.email.toUpperCase()} ` }, verified).expect(200);
    expect((await sent()).map(({ to }) => to).sort()).toEqual([[SHOP], [verified.email]].sort());
    const reply = smtp.mails.find(({ to }) => to[0] === verified.email)!;
    expect(reply.subject).toBe('Nous avons bien reçu votre message');
    expect(reply.text).not.toContain('DROP me a line');
    expect(reply.headers['reply-to']).toBe(SHOP);

    smtp.mails.splice(0);
    // Another address than the account's, also one of another account, and an own address that is not verified.
    await send({ email: user.email }, verified).expect(200);
    await send({ email: user.email }, user).expect(200);
    expect((await sent()).map(({ to }) => to)).toEqual([[SHOP], [SHOP]]);
  });

  it.each([{ website: 'https://spam.example' }, { companyWebsite: 'x' }])(
    'answers 200 and sends nothing for the honeypot %j',
    async (trap) => {
      expect((await send(trap).expect(200)).body).toEqual({ ok: true });
      expect(await sent()).toEqual([]);
      expect(await shop.prisma.outboxMail.count({ where: { subjectId: user.id } })).toBe(0);
    },
  );

  it.each<[field: string, given: unknown]>([
    ['name', 'C'],
    ['name', () => 'c'.repeat(81)],
    ['name', 'Camille\r\nBcc: all@example.test'],
    ['name', 'Camille\u2028Bcc: all@example.test'],
    ['name', 'Gagnez : http://evil.test'],
    ['email', 'camille'],
    ['email', 'a@example.test, b@example.test'],
    ['email', 'a@example.test\r\nBcc: b@example.test'],
    ['subject', 'x'],
    ['subject', () => 'x'.repeat(121)],
    ['subject', 'Bonjour\nBcc: all@example.test'],
    ['message', 'court'],
    ['message', () => 'x'.repeat(4001)],
    ['message', ['Bonjour']],
    ['name', undefined],
  ])('answers 400 with the field for %s = %p, and sends nothing', async (field, given) => {
    const value = typeof given === 'function' ? (given as () => string)() : given;
    const { body } = await send({ [field]: value }).expect(400);
    expect(body).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ path: field, msg: expect.any(String) }] });
    expect(await sent()).toEqual([]);
  });

  it('takes the longest form there is', async () => {
    const change = { name: 'n'.repeat(80), subject: 's'.repeat(120), message: 'é'.repeat(4000) };
    await send(change).expect(200);
    const [mail] = await sent();
    expect(mail!.text.replace(/\s/g, '')).toContain(change.message);
  });

  it('answers 429 RATE_LIMIT_EXCEEDED to the sixth in ten minutes of one account, however parallel', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => send()));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('RATE_LIMIT_EXCEEDED'));
    expect(Number(refused[0]!.headers['retry-after'])).toBeGreaterThan(0);
    expect(await sent()).toHaveLength(5);
    await send({}, await createUser(shop)).expect(200);
  });
});
