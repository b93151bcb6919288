import type { PrismaService } from '../../src/prisma/prisma.service.js';

/** Whose lists are looked at: what they have, and what belongs to one product and one order, grows with all else. */
export interface Owners {
  userId: string;
  otherId: string;
  productId: string;
  orderId: string;
}

/** Rows of everything that is listed, from number `from` to below `to`. */
export async function addRows(prisma: PrismaService, owners: Owners, from: number, to: number): Promise<void> {
  const { userId, otherId, productId, orderId } = owners;
  const numbers = Array.from({ length: to - from }, (_, index) => from + index);
  const rows = <T>(make: (index: number) => T): T[] => numbers.map(make);
  const card = (index: number) => ({ cardId: `card-${index}`, cardName: 'Pikachu', cardSet: 'sv1' });

  await prisma.user.createMany({ data: rows((n) => account(`many${n}`)) });
  await prisma.product.createMany({ data: rows((n) => product(n)) });
  await prisma.productImage.createMany({
    data: rows((n) => ({ id: `i${n}`, productId: `p${n}`, url: '/img/a.webp', position: 0 })),
  });
  await prisma.variant.createMany({
    data: rows((n) => ({ id: `v${n}`, productId: `p${n}`, name: 'Standard', priceCents: 100, stock: n % 20 })),
  });
  await prisma.order.createMany({ data: rows((n) => ({ ...order(n), userId: n % 2 ? userId : `many${n}` })) });
  await prisma.order.createMany({
    data: rows((n) => ({ ...order(n), id: `own${n}`, orderNumber: `OWN-${n}`, userId })),
  });
  await prisma.orderItem.createMany({
    data: numbers.flatMap((n) => [`o${n}`, `own${n}`].map((id) => line(id, n))),
  });
  await prisma.refund.createMany({
    data: rows((n) => ({ orderId, idempotencyKey: `key-${n}`, cause: 'PARTIAL' as const, amountCents: 1 })),
  });
  await prisma.promo.createMany({ data: rows((n) => promo(n)) });
  await prisma.stripeEvent.createMany({ data: rows((n) => ({ id: `evt_${n}`, type: 'customer.created' })) });
  await prisma.adminChange.createMany({
    data: rows((n) => ({ adminId: n % 2 ? userId : `many${n}`, action: 'product.update', subjectId: `p${n}` })),
  });
  await prisma.review.createMany({
    data: rows((n) => ({ productId, userId: `many${n}`, rating: 5, isVerified: true, isApproved: true })),
  });
  await prisma.review.createMany({ data: rows((n) => ({ productId: `p${n}`, userId, rating: 4 })) });
  await prisma.favorite.createMany({ data: rows((n) => ({ userId, ...card(n), cardImage: 'https://x.test/a' })) });
  await prisma.collectionItem.createMany({ data: rows((n) => ({ userId, ...card(n), quantity: 1 })) });
  const cards = { creatorCards: [{ id: 'a' }], receiverCards: [{ id: 'b' }] };
  await prisma.tradeOffer.createMany({
    data: rows((n) => ({ creatorId: n % 2 ? userId : otherId, receiverId: n % 2 ? `many${n}` : userId, ...cards })),
  });
  await prisma.login.createMany({ data: rows((n) => ({ id: `l${n}`, userId, userAgent: 'Firefox' })) });
  const expiresAt = new Date(Date.now() + 86_400_000);
  await prisma.refreshToken.createMany({
    data: rows((n) => ({ loginId: `l${n}`, tokenHash: `hash-${n}`, expiresAt })),
  });
}

function account(id: string) {
  return { id, email: `${id}@example.test`, username: id, usernameKey: id, passwordHash: 'x' };
}

function product(n: number) {
  return { id: `p${n}`, slug: `p-${n}`, name: `Coffret ${n}`, category: 'Pokémon', searchText: `coffret ${n}` };
}

function order(n: number) {
  const amounts = { subtotalCents: 100, totalCents: 100, currency: 'EUR' };
  const createdAt = new Date(Date.now() - n * 3_600_000);
  const states = { status: 'CONFIRMED' as const, fulfillmentStatus: 'PAID' as const };
  return { id: `o${n}`, orderNumber: `BLVD-${n}`, ...states, ...amounts, createdAt };
}

function line(orderId: string, n: number) {
  const ids = { orderId, productId: `p${n}`, productVariantId: `v${n}` };
  return { ...ids, productName: 'Coffret', quantity: 1, unitPriceCents: 100, totalPriceCents: 100 };
}

function promo(n: number) {
  const dates = { validFrom: new Date(), validUntil: new Date() };
  return { code: `MANY${n}`, type: 'FIXED' as const, value: 100, ...dates };
}
