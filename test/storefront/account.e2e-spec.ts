import { createVariant } from '../factories/product.js';
import { Phone } from '../factories/two-factor.js';
import { createAdmin, createUser } from '../factories/user.js';
import { FakeTcgdex } from '../support/fake-tcgdex.js';
import { mailsTo, tokenIn } from '../support/mails-to.js';
import { startSmtp, type SmtpMailbox } from '../support/smtp.js';
import { startApp, type RunningApp } from '../support/start-app.js';
import { STOREFRONT } from './browser-client.js';
import * as READS from './reads.js';
import { expectReads } from './reads.js';
import { expired, payOnPage, Visitor } from './visitor.js';

/*
 * What a user does at the storefront besides buying. Numbers in brackets are those of the storefront's
 * requirements, section 2 of its contract.
 */

const LUCIE = { email: 'lucie@example.test', username: 'Lucie-85', password: 'Pikachu25' };
const SHOP = 'boutique@example.test';
const SETS = [
  { id: 'base1', name: 'Set de base', logo: 'https://assets.example/base1/logo', cardCount: { total: 2, official: 2 } },
];
const SET = {
  ...{ id: 'base1', name: 'Set de base', serie: { id: 'base', name: 'Base' }, releaseDate: '1999-01-09' },
  cards: [
    { id: 'base1-4', localId: '4', name: 'Dracaufeu', image: 'https://assets.example/base1/4' },
    { id: 'base1-5', localId: 5 },
  ],
};

describe('an account at the storefront', () => {
  let shop: RunningApp;
  let smtp: SmtpMailbox;
  let tcgdex: FakeTcgdex;
  let lucie: Visitor;
  let phone: Phone;
  let password = LUCIE.password;
  beforeAll(async () => {
    [smtp, tcgdex] = [await startSmtp(), await FakeTcgdex.start()];
    tcgdex.json('/sets', SETS);
    tcgdex.json('/sets/base1', SET);
    shop = await startApp({
      SMTP_URL: smtp.url,
      CONTACT_TO_EMAIL: SHOP,
      TCGDEX_BASE_URL: tcgdex.baseUrl,
      RATE_LIMIT_ENABLED: 'true',
    });
    lucie = new Visitor(shop);
    await lucie.ok('POST', '/auth/register', LUCIE);
    await lucie.logIn(LUCIE.email, password);
  });
  afterAll(async () => {
    await shop.close();
    await smtp.close();
    await tcgdex.stop();
  });

  /** The mail to her with a link that begins so. */
  const mailWith = async (link: string) =>
    (await mailsTo(shop, smtp, LUCIE.email)).find(({ text }) => text.includes(link))!;

  it('an origin that is not allowed gets no answer to read, not even to its preflight', async () => {
    const elsewhere = new Visitor(shop, 'http://localhost:5173.evil.example');
    await expect(elsewhere.read('/products')).rejects.toThrow('Failed to fetch: preflight of GET /api/products');
    await expect(elsewhere.read('/products', { bare: true })).rejects.toThrow('Failed to fetch: GET /api/products');
  });

  it('the link in the welcome mail verifies the address and leads to the login', async () => {
    const path = /\/api\/auth\/verify-email\?token=\S+/.exec((await mailWith('/verify-email')).text)![0];
    await shop.http.get(path).redirects(0).expect(303).expect('location', `${STOREFRONT}/login`);
    expect(await lucie.load()).toMatchObject({ isVerified: true });
  });

  it('profile: both forms send all their fields, and empty ones clear [5, 6]', async () => {
    const read = await lucie.load();
    expectReads(read, READS.PROFILE);
    const { user } = await lucie.ok('PUT', '/users/profile', { firstName: 'Lucie', lastName: '', bio: 'J’ai 85 <3' });
    expect(user).toMatchObject({ firstName: 'Lucie', lastName: null, bio: 'J’ai 85 <3' });
    const typed = {
      phone: '+33 6 12',
      address: '',
      city: 'Lyon',
      postalCode: '',
      country: '',
      birthDate: '1997-04-01',
    };
    await lucie.ok('PUT', '/users/profile/extended', typed);
    const { profile } = await lucie.load();
    expect(profile).toMatchObject({ phone: '+33 6 12', address: null, city: 'Lyon', birthDate: expect.any(String) });
    const asRead = { ...profile, phone: '', city: '', birthDate: profile.birthDate.slice(0, 10) };
    for (const name of ['address', 'postalCode', 'country']) asRead[name] ??= '';
    await lucie.ok('PUT', '/users/profile/extended', asRead);
    expect((await lucie.load()).profile).toMatchObject({ phone: null, city: null, birthDate: profile.birthDate });
    const wrong = { firstName: 'x'.repeat(51), lastName: '', bio: '' };
    expect(await lucie.refusal('PUT', '/users/profile', wrong)).toBe('400 VALIDATION_ERROR');
  });

  it('two-factor: set up by a POST of nothing at all, turned on with a code [18]', async () => {
    expect(await lucie.ok('GET', '/2fa/status')).toEqual({ twoFactorEnabled: false });
    const { secret, qrCode } = await lucie.ok('POST', '/2fa/setup', undefined, { bare: true });
    expect(qrCode).toMatch(/^data:image\/png;base64,/);
    phone = new Phone(secret as string);
    expect(await lucie.refusal('POST', '/2fa/enable', { code: phone.wrongCode() })).toBe('400 INVALID_CODE');
    await lucie.ok('POST', '/2fa/enable', { code: phone.code(-1) });
    expect(await lucie.ok('GET', '/2fa/status')).toEqual({ twoFactorEnabled: true });
  });

  it('login: requiresTwoFactor without a token, then six digits, once [9, 21]', async () => {
    await lucie.logOut();
    const first = await lucie.logIn(LUCIE.email, password);
    expect(first).toMatchObject({ status: 200, body: { requiresTwoFactor: true, email: LUCIE.email } });
    expect(first.body).not.toHaveProperty('accessToken');
    const code = phone.code();
    expect((await lucie.logIn(LUCIE.email, password, phone.wrongCode())).body.code).toBe('INVALID_2FA_CODE');
    expectReads((await lucie.logIn(LUCIE.email, password, code)).body, READS.LOGIN);
    const again = await new Visitor(shop).logIn(LUCIE.email, password, code);
    expect(again).toMatchObject({ status: 401, body: { code: 'INVALID_2FA_CODE', error: expect.any(String) } });
  });

  it('two-factor is turned off with a code and the password', async () => {
    const refused = await lucie.refusal('POST', '/2fa/disable', { code: phone.wrongCode(), password });
    expect(refused).toBe('400 INVALID_CODE');
    await lucie.ok('POST', '/2fa/disable', { code: phone.code(1), password });
    expect((await new Visitor(shop).logIn(LUCIE.email, password)).body).toHaveProperty('accessToken');
  });

  it('a forgotten password: the link of the mail works once and ends every login [9, 19]', async () => {
    const guest = new Visitor(shop);
    const unknown = await guest.ok('POST', '/auth/forgot-password', { email: 'personne@example.test' });
    expect(await guest.ok('POST', '/auth/forgot-password', { email: LUCIE.email })).toEqual(unknown);
    const mail = await mailWith('/reset-password');
    const link = new URL(/http:\/\/localhost:5173\/reset-password\S+/.exec(mail.text)![0]);
    const { token, email } = Object.fromEntries(link.searchParams) as { token: string; email: string };
    expect([token, email]).toEqual([tokenIn(mail), LUCIE.email]);

    const reset = { token, email, password: 'Salameche26' };
    const weak = await guest.refusal('POST', '/auth/reset-password', { ...reset, password: 'salameche' });
    expect(weak).toBe('400 VALIDATION_ERROR');
    await guest.ok('POST', '/auth/reset-password', reset);
    expect(await guest.refusal('POST', '/auth/reset-password', reset)).toBe('400 INVALID_OR_EXPIRED_TOKEN');

    expect(await lucie.refusal('GET', '/users/profile')).toBe('401 INVALID_TOKEN');
    lucie.accessToken = 'what.atob-cannot.read';
    expect(await lucie.load()).toBeNull();
    expect(lucie.refreshToken).toBeNull();
    expect((await lucie.logIn(LUCIE.email, password)).status).toBe(401);
    ({ password } = reset);
    expect((await lucie.logIn(LUCIE.email, password)).status).toBe(200);
  });

  it('a review of a purchased product waits for approval and is shown with its author [5, 15]', async () => {
    const { id: variantId, productId } = await createVariant(shop.prisma);
    const bought = { items: [{ variantId, quantity: 1 }], customerEmail: LUCIE.email };
    await payOnPage(shop, (await lucie.ok('POST', '/checkout/create-session', bought)).url);
    const stranger = new Visitor(shop);
    stranger.accessToken = (await createUser(shop)).token;
    const canStranger = await stranger.ok('GET', `/reviews/can-review/${productId}`);
    expect(canStranger).toMatchObject({ canReview: false, reason: 'NOT_PURCHASED' });
    const can = await lucie.ok('GET', `/reviews/can-review/${productId}`);
    expectReads(can, READS.CAN_REVIEW);
    expect(can.canReview).toBe(true);
    const written = { productId, rating: 4, title: '', comment: 'Reçu vite' };
    const { review } = await lucie.ok('POST', '/reviews', written);
    expect(await lucie.refusal('POST', '/reviews', written)).toBe('409 REVIEW_ALREADY_EXISTS');
    const shown = () => lucie.read(`/reviews/product/${productId}`);
    expect((await shown()).reviews).toEqual([]);

    const admin = new Visitor(shop);
    admin.accessToken = (await createAdmin(shop)).token;
    for (const tab of ['', 'pending']) {
      const { reviews } = await admin.ok('GET', `/admin/reviews?status=${tab}`);
      expectReads(reviews, [READS.ADMIN_REVIEW]);
      expect(reviews).toMatchObject([{ id: review.id, title: null }]);
    }
    await admin.ok('PATCH', `/admin/reviews/${review.id}`, { isApproved: true });
    const answer = await shown();
    expectReads(answer, READS.REVIEW_LIST);
    expect(answer).toMatchObject({ reviews: [{ user: { firstName: 'Lucie' } }], stats: { averageRating: 4 } });
    await admin.ok('DELETE', `/admin/reviews/${review.id}`);
    expect((await shown()).stats).toEqual({ averageRating: 0, totalReviews: 0 });
  });

  it('a notice when it is back in stock is asked for on the product page, and comes by mail', async () => {
    const { id: variantId, productId } = await createVariant(shop.prisma, { stock: 0 });
    const guest = new Visitor(shop);
    const notice = { email: 'guest@example.test', productId, variantId };
    await guest.ok('POST', '/products/notify-stock', notice);
    await guest.ok('POST', '/products/notify-stock', notice);
    expect(await guest.refusal('POST', '/products/notify-stock', { ...notice, email: 'x' })).toBe(
      '400 VALIDATION_ERROR',
    );
    const admin = new Visitor(shop);
    admin.accessToken = (await createAdmin(shop)).token;
    await admin.ok('PATCH', `/admin/inventory/${variantId}`, { stock: 3 });
    const mails = await mailsTo(shop, smtp, notice.email);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.text).toMatch(/http:\/\/localhost:5173\/produit\/[a-z0-9-]+\n/);
  });

  it('contact: the form with its empty honeypots; each field’s mistake has its own sentence', async () => {
    const form = {
      name: 'Lucie',
      email: LUCIE.email,
      subject: 'N’s Zoroark',
      message: 'Bonjour, est-il en stock ?',
      website: '',
      companyWebsite: '',
    };
    const wrong = await lucie.send('POST', '/contact', { body: { ...form, subject: 'x', message: 'court' } });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'VALIDATION_ERROR' } });
    const details = wrong.body.details as { path: string; msg: string }[];
    expect(details.map(({ path }) => path).sort()).toEqual(['message', 'subject']);
    expect(await lucie.ok('POST', '/contact', form)).toEqual({ ok: true });
    const [mail] = await mailsTo(shop, smtp, SHOP);
    expect(mail!.headers['reply-to']).toBe(LUCIE.email);
  });

  it('cards: sets and a set’s cards are bare arrays, every card with a name [13]', async () => {
    const sets = await lucie.read('/trade/sets');
    expectReads(sets, READS.CARD_SETS);
    expect(sets).toMatchObject([{ imagesLogo: 'https://assets.example/base1/logo' }]);
    const cards = await lucie.read('/trade/sets/base1/cards');
    expectReads(cards, READS.CARDS);
    expect(cards).toHaveLength(2);
    expect(await lucie.refusal('GET', '/trade/sets/nulle-part/cards')).toBe('404 SET_NOT_FOUND');
  });

  it('personal data: a file with its name for the page, and everything of the account', async () => {
    const { body, header } = await lucie.send('GET', '/gdpr/export');
    expect(header('content-disposition')).toMatch(/filename="mes-donnees-Lucie-85-\d{4}-\d\d-\d\d\.json"/);
    expect(body).toMatchObject({ exportVersion: '1.0', user: { email: LUCIE.email }, orders: [{ items: [{}] }] });
  });

  it('logout ends this login and no other', async () => {
    const other = new Visitor(shop);
    await other.logIn(LUCIE.email, password);
    const { refreshToken } = lucie;
    await lucie.logOut();
    expect(await lucie.refusal('POST', '/auth/refresh', { refreshToken })).toBe('401 INVALID_REFRESH_TOKEN');
    expect(await other.load()).toMatchObject({ email: LUCIE.email });
  });

  it('deletion: a DELETE with a JSON body, after which nobody is logged in [18]', async () => {
    await lucie.logIn(LUCIE.email, password);
    const confirmation = 'SUPPRIMER MON COMPTE';
    const remove = (body: object) => lucie.refusal('DELETE', '/gdpr/delete-now', body);
    expect(await remove({ password, confirmation: 'oui' })).toBe('400 VALIDATION_ERROR');
    expect(await remove({ password: LUCIE.password, confirmation })).toBe('401 INVALID_PASSWORD');
    const { message, info } = await lucie.ok('DELETE', '/gdpr/delete-now', { password, confirmation });
    expect([message, info]).toEqual([expect.any(String), expect.any(String)]);
    expect(await lucie.load()).toBeNull();
    lucie.accessToken = expired(shop, lucie.accessToken!);
    expect(await lucie.load()).toBeNull();
    expect(lucie.refreshToken).toBeNull();
    expect((await lucie.logIn(LUCIE.email, password)).body.code).toBe('INVALID_CREDENTIALS');
  });
});
