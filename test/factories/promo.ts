import type { Prisma, Promo } from '../../src/prisma/client.js';
import type { PrismaService } from '../../src/prisma/prisma.service.js';

const DAY_MS = 24 * 60 * 60 * 1000;
let made = 0;

/** A code for 10 % off, from yesterday to tomorrow, with no condition. */
export function createPromo(
  prisma: PrismaService,
  overrides: Partial<Prisma.PromoUncheckedCreateInput> = {},
): Promise<Promo> {
  made += 1;
  return prisma.promo.create({
    data: {
      code: `PROMO${made}`,
      type: 'PERCENTAGE',
      value: 10,
      minPurchase: null,
      maxDiscount: null,
      usageLimit: null,
      validFrom: new Date(Date.now() - DAY_MS),
      validUntil: new Date(Date.now() + DAY_MS),
      isActive: true,
      ...overrides,
    },
  });
}
