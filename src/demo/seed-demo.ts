import type { Prisma } from '../prisma/client.js';
import type { PrismaService } from '../prisma/prisma.service.js';
import { searchTextOf } from '../common/text/fold-text.js';
import { skuKeyOf } from '../catalog/admin/sku-keys.js';
import { orderShipped } from '../checkout/mails/new-order-mails.js';
import { isUniqueViolation } from '../prisma/is-unique-violation.js';
import { userSearchText } from '../prisma/search-texts.js';
import { FolderStore } from '../uploads/store/folder-store.js';
import { DEMO_CUSTOMERS, hashOf, keepDemoAdmin, newDemoAdmin, type DemoAccount } from './demo-accounts.js';
import { demoCards, type DemoCardRows } from './demo-cards.js';
import { readDemoCatalog, type DemoProduct } from './demo-catalog.js';
import { DEMO_PROMO, demoOrders, type DemoOrderRows } from './demo-orders.js';
import { demoReviews } from './demo-reviews.js';
import { daysBefore } from './days-before.js';

/** Days between the products, the first of the file being the newest: the lists show them in the file's order. */
const NEWEST_DAYS = 2;
const APART_DAYS = 4;

export interface DemoPlaces {
  /** Where the administrator's password is kept. */
  dataDir: string;
  /** Where the pictures go. */
  uploadDir: string;
  /** Whether the mail about an order is written: it would be sent to nobody. */
  withMails: boolean;
  /** The shop's. */
  timeZone: string;
}

export interface Seeded {
  products: number;
  /** Null in a shop with accounts already, which gets the catalogue alone. */
  admin: DemoAccount | null;
}

/**
 * Fills an empty catalogue with the demo: products with pictures, a promo code; and where there is no account yet,
 * accounts with orders in each state, reviews and cards. A shop that has a product is left as it is.
 * @returns null when nothing was written
 */
export async function seedDemo(prisma: PrismaService, places: DemoPlaces): Promise<Seeded | null> {
  if (await hasProducts(prisma)) return null;
  const { products, pictures } = await readDemoCatalog();
  const admin = newDemoAdmin();
  const accounts = await Promise.all(
    [admin, ...DEMO_CUSTOMERS].map(async (account) => ({ ...account, passwordHash: await hashOf(account) })),
  );
  await new FolderStore({ dir: places.uploadDir }).keep(pictures);
  const written = await prisma
    .$transaction(async (tx) => {
      if (await hasProducts(tx)) return null;
      const now = new Date();
      const withAccounts = (await tx.user.findFirst({ select: { id: true } })) === null;
      const orders = demoOrders(withAccounts ? DEMO_CUSTOMERS : [], products, now, places.timeZone);
      await writeProducts(tx, products, now);
      await writeLedger(tx, products, orders, now);
      await tx.promo.create({ data: promo(orders, now) });
      if (!withAccounts) return { withAccounts };
      await writeAccounts(tx, accounts, now);
      await writeOrders(tx, orders);
      await tx.review.createMany({ data: demoReviews(now) });
      await writeCards(tx, demoCards(now));
      await tx.stockAlert.create({ data: { email: DEMO_CUSTOMERS[1].email, productId: 'demo-coffret-lune' } });
      const shipped = orders.orders.find(({ status }) => status === 'SHIPPED');
      if (shipped && places.withMails) await tx.outboxMail.create({ data: orderShipped(shipped.id) });
      return { withAccounts };
    })
    .catch((error: unknown) => {
      // Another instance, started at the same time, wrote the same ids first.
      if (isUniqueViolation(error)) return null;
      throw error;
    });
  if (!written) return null;
  if (written.withAccounts) await keepDemoAdmin(places.dataDir, admin);
  return { products: products.length, admin: written.withAccounts ? admin : null };
}

async function hasProducts(db: Prisma.TransactionClient): Promise<boolean> {
  return (await db.product.findFirst({ select: { id: true } })) !== null;
}

async function writeProducts(tx: Prisma.TransactionClient, products: DemoProduct[], now: Date): Promise<void> {
  await tx.product.createMany({
    data: products.map(({ id, slug, name, category, description }, index) => ({
      id,
      slug,
      name,
      category,
      description,
      searchText: searchTextOf(name, description),
      createdAt: addedAt(index, now),
    })),
  });
  await tx.productImage.createMany({
    data: products.flatMap(({ id, images }) =>
      images.map((image, position) => ({ ...image, productId: id, position })),
    ),
  });
  await tx.variant.createMany({
    data: products.flatMap(({ id, variants }) =>
      variants.map((variant) => ({ ...variant, skuKey: skuKeyOf(variant.sku), productId: id })),
    ),
  });
}

function addedAt(index: number, now: Date): Date {
  return daysBefore(now, NEWEST_DAYS + index * APART_DAYS);
}

/** What came in first, then what was sold: the ledger ends with the stock. */
async function writeLedger(
  tx: Prisma.TransactionClient,
  products: DemoProduct[],
  { movements }: DemoOrderRows,
  now: Date,
): Promise<void> {
  const rows: Prisma.StockMovementCreateManyInput[] = [];
  for (const [index, { variants }] of products.entries()) {
    for (const { id: variantId, stock } of variants) {
      const own = movements.filter((movement) => movement.variantId === variantId);
      const first = stock - own.reduce((sum, { delta }) => sum + delta, 0);
      if (first === 0) continue;
      const initial = { variantId, reason: 'INITIAL', note: 'Catalogue de démonstration' } as const;
      let stockAfter = 0;
      for (const movement of [{ ...initial, delta: first, createdAt: addedAt(index, now) }, ...own]) {
        stockAfter += movement.delta;
        rows.push({ ...movement, stockAfter });
      }
    }
  }
  await tx.stockMovement.createMany({ data: rows });
}

async function writeAccounts(
  tx: Prisma.TransactionClient,
  accounts: (DemoAccount & { passwordHash: string })[],
  now: Date,
): Promise<void> {
  const createdAt = daysBefore(now, 60);
  await tx.user.createMany({
    data: accounts.map(({ id, email, username, firstName, lastName, passwordHash }, index) => ({
      ...{ id, email, username, firstName, lastName, passwordHash, createdAt },
      usernameKey: username.toLowerCase(),
      searchText: userSearchText({ email, username, firstName, lastName }),
      isVerified: true,
      isAdmin: index === 0,
    })),
  });
  await tx.profile.createMany({ data: accounts.map(({ id }) => ({ userId: id })) });
}

async function writeOrders(tx: Prisma.TransactionClient, rows: DemoOrderRows): Promise<void> {
  await tx.order.createMany({ data: rows.orders });
  await tx.orderItem.createMany({ data: rows.items });
  await tx.orderEvent.createMany({ data: rows.events });
  await tx.refund.createMany({ data: rows.refunds });
}

async function writeCards(tx: Prisma.TransactionClient, { item, favorite, offer }: DemoCardRows): Promise<void> {
  await tx.collectionItem.create({ data: item });
  await tx.favorite.create({ data: favorite });
  await tx.tradeOffer.create({ data: offer });
}

function promo({ orders }: DemoOrderRows, now: Date): Prisma.PromoCreateInput {
  const createdAt = daysBefore(now, 60);
  return {
    id: 'demo-promo',
    code: DEMO_PROMO.code,
    type: 'PERCENTAGE',
    value: DEMO_PROMO.percent,
    usedCount: orders.filter(({ promoCode }) => promoCode === DEMO_PROMO.code).length,
    validFrom: createdAt,
    validUntil: new Date('2099-12-31T00:00:00.000Z'),
    createdAt,
  };
}
