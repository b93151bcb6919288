import type { Prisma } from '../../src/prisma/client.js';
import { paySession, type PayOptions } from '../support/sandbox.js';
import type { RunningApp } from '../support/start-app.js';
import { createVariant } from './product.js';
import { createUser, type TestUser } from './user.js';

let made = 0;

export interface Customer extends TestUser {
  /** Personal data of the account, the delivery and the billing, each text unique. */
  traces: string[];
  /** Creates a checkout session for two units of a new variant. */
  open(): Promise<string>;
  /** Does something on that page, in this customer's name. */
  pay(sessionId: string, options?: PayOptions): ReturnType<typeof paySession>;
  /** Opens and pays. */
  buy(): Promise<Prisma.OrderGetPayload<{ include: { items: true } }>>;
}

/** An account with a profile. No other row contains its texts. */
export async function createCustomer(shop: RunningApp): Promise<Customer> {
  const tag = `${(made += 1)}x${Date.now().toString(36)}`;
  const [first, last, street] = [`Zebulonne${tag}`, `Quartzmeier${tag}`, `7 impasse des Xylophones ${tag}`];
  const [phone, page] = [`+33 6 98 ${String(made).padStart(2, '0')} 54 32`, `payeur-${tag}@example.test`];
  const user = await createUser(shop, { username: `zeb-${tag}`, firstName: first, lastName: last, bio: `${first} !` });
  await shop.prisma.profile.update({ where: { userId: user.id }, data: { phone, address: street } });

  const shipping = {
    fullName: `${first} ${last}`,
    addressLine1: street,
    addressLine2: '',
    postalCode: '69001',
    city: 'Lyon',
    country: 'France',
    phone,
  };
  const open = async () => {
    const { id: variantId } = await createVariant(shop.prisma);
    const { body } = await shop.http
      .post('/api/checkout/create-session')
      .set(user.auth)
      .set('Idempotency-Key', `key-${tag}-${variantId}`)
      .send({
        items: [{ variantId, quantity: 2 }],
        customerEmail: user.email,
        shipping,
        shippingMethodCode: 'COLISSIMO_HOME',
      })
      .expect(201);
    return body.sessionId as string;
  };
  const pay = (sessionId: string, options: PayOptions = {}) => {
    const address = { line1: street, postal_code: '69001', city: 'Lyon', country: 'FR' };
    return paySession(shop, sessionId, { email: page, name: `${first} ${last}`, phone, address, ...options });
  };
  const buy = async () => {
    const stripeSessionId = await open();
    await pay(stripeSessionId);
    return shop.prisma.order.findUniqueOrThrow({ where: { stripeSessionId }, include: { items: true } });
  };
  return { ...user, traces: [user.email, user.username, first, last, street, phone, page], open, pay, buy };
}
