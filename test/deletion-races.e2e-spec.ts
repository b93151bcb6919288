import { DueDeletionsJob } from '../src/gdpr/deletion/due-deletions.job.js';
import { createPerson } from './factories/person.js';
import { createVariant } from './factories/product.js';
import { cartOf } from './factories/cart.js';
import { createAdmin, createUser, type TestUser } from './factories/user.js';
import { findInDatabase } from './support/find-in-database.js';
import { deliverEvent, listEvents } from './support/sandbox.js';
import { startApp, type RunningApp } from './support/start-app.js';

const confirmation = 'SUPPRIMER MON COMPTE';
const DELIVERY = ['Order.shippingAddress'];

describe('deletions beside everything else', () => {
  let shop: RunningApp;
  let admin: TestUser;
  beforeAll(async () => {
    shop = await startApp();
    admin = await createAdmin(shop);
  });
  afterAll(() => shop.close());

  const remove = ({ auth, password }: TestUser) =>
    shop.http.delete('/api/gdpr/delete-now').set(auth).send({ password, confirmation });
  const exists = async ({ id }: TestUser) => (await shop.prisma.user.count({ where: { id } })) === 1;
  const times = <T>(n: number, make: () => T) => Array.from({ length: n }, make);

  it('of five at once one answers 200, the others 401 INVALID_TOKEN', async () => {
    const user = await createUser(shop);
    const answers = await Promise.all(times(5, () => remove(user)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401]);
    expect(answers.filter(({ status }) => status === 401).map(({ body }) => body.code)).toEqual(
      Array<string>(4).fill('INVALID_TOKEN'),
    );
    expect(await exists(user)).toBe(false);
  });

  it('whoever is made an administrator meanwhile is not deleted, or was deleted before', async () => {
    for (const user of [await createUser(shop), await createUser(shop), await createUser(shop)]) {
      const [deleted, promoted] = await Promise.all([
        remove(user),
        shop.http.patch(`/api/admin/users/${user.id}`).set(admin.auth).send({ isAdmin: true }),
      ]);
      expect([
        [200, 404],
        [403, 200],
      ]).toContainEqual([deleted.status, promoted.status]);
      expect(await exists(user)).toBe(promoted.status === 200);
    }
  });

  it('a changed password keeps the account from being deleted with the old one', async () => {
    const user = await createUser(shop);
    const change = { currentPassword: user.password, newPassword: 'Carapuce26' };
    const [deleted, changed] = await Promise.all([
      remove(user),
      shop.http.put('/api/users/change-password').set(user.auth).send(change),
    ]);
    expect([
      [200, 401],
      [200, 400],
      [401, 200],
    ]).toContainEqual([deleted.status, changed.status]);
    expect(await exists(user)).toBe(changed.status === 200);
  });

  it('an event that makes an order comes before, in between or after: only the delivery is left', async () => {
    for (let round = 0; round < 4; round++) {
      const person = await createPerson(shop);
      const stripeSessionId = await person.open();
      await person.pay(stripeSessionId, { delivery: 'none' });
      const { id } = (await listEvents(shop, stripeSessionId))[0]!;
      const [deleted, delivered] = await Promise.all([remove(person), deliverEvent(shop, id), deliverEvent(shop, id)]);
      expect([deleted.status, delivered.status]).toEqual([200, 200]);
      const order = await shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId } });
      expect(order).toMatchObject({ userId: null, billingAddress: null, eraseOnEnd: true, status: 'CONFIRMED' });
      expect(await findInDatabase(shop, person.traces)).toEqual(DELIVERY);
      await shop.prisma.order.update({ where: { stripeSessionId }, data: { shippingAddress: {} } });
    }
  });

  it('an order that is shipped at the same time keeps nothing', async () => {
    const parcel = { carrier: 'COLISSIMO', trackingNumber: '6A1' };
    for (const person of [await createPerson(shop), await createPerson(shop)]) {
      const { id } = await person.buy();
      const [deleted, shipped] = await Promise.all([
        remove(person),
        shop.http.post(`/api/admin/orders/${id}/ship`).set(admin.auth).send(parcel),
      ]);
      expect([deleted.status, shipped.status]).toEqual([200, 200]);
      expect(await findInDatabase(shop, person.traces)).toEqual([]);
    }
  });

  it('pages that are opened at the same time leave no page and no trace of the account', async () => {
    const person = await createPerson(shop);
    const { id: variantId } = await createVariant(shop.prisma, { stock: 50 });
    const open = () =>
      shop.http
        .post('/api/checkout/create-session')
        .set(person.auth)
        .send({ ...cartOf([{ variantId, quantity: 1 }]), customerEmail: person.email });
    const [deleted, ...opened] = await Promise.all([remove(person), ...times(5, open)]);
    expect(deleted.status).toBe(200);
    expect(opened.map(({ status }) => status).filter((status) => ![201, 400, 401].includes(status))).toEqual([]);
    expect((await open()).body.code).toBe('INVALID_TOKEN');
    expect(await findInDatabase(shop, person.traces)).toEqual([]);
  });

  describe('those that are due', () => {
    const DUE = new Date(Date.now() - 1000);
    const askedFor = (isAdmin = false) =>
      createUser(shop, { isAdmin, deletionRequestedAt: new Date(0), deletionDueAt: DUE });
    const job = () => shop.app.get(DueDeletionsJob, { strict: false });

    it('are deleted, those of administrators and those that are not due are not', async () => {
      const [due, alsoDue, administrator] = [await askedFor(), await askedFor(), await askedFor(true)];
      const later = await createUser(shop, {
        deletionRequestedAt: new Date(),
        deletionDueAt: new Date(Date.now() + 60_000),
      });
      await job().run();
      expect(await Promise.all([due, alsoDue, administrator, later, admin].map(exists))).toEqual([
        false,
        false,
        true,
        true,
        true,
      ]);
      await shop.prisma.user.delete({ where: { id: administrator.id } });
    });

    it('are gone on with after a run that ended in the middle', async () => {
      const due = await Promise.all(times(4, () => askedFor()));
      const abort = new AbortController();
      // The server ends once the first is gone.
      const running = job().run(abort.signal);
      while ((await Promise.all(due.map(exists))).every(Boolean)) await new Promise(setImmediate);
      abort.abort();
      await running;
      await job().run();
      expect(await Promise.all(due.map(exists))).toEqual([false, false, false, false]);
    });

    it('and are called off at the same time: the account stays, or the call finds nobody', async () => {
      for (const user of [await askedFor(), await askedFor(), await askedFor()]) {
        const [cancelled] = await Promise.all([shop.http.post('/api/gdpr/cancel-delete').set(user.auth), job().run()]);
        expect([200, 401]).toContain(cancelled.status);
        expect(await exists(user)).toBe(cancelled.status === 200);
      }
    });
  });
});
