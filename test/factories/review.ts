import type { Prisma, Review } from '../../src/prisma/client.js';
import type { PrismaService } from '../../src/prisma/prisma.service.js';
import type { RunningApp } from '../support/start-app.js';
import { createProduct } from './product.js';
import { createUser } from './user.js';

/** An approved one of 4 stars. */
export function createReview(
  prisma: PrismaService,
  given: Partial<Prisma.ReviewUncheckedCreateInput> & { productId: string; userId: string },
): Promise<Review> {
  return prisma.review.create({
    data: {
      rating: 4,
      title: 'Très bien',
      comment: 'Reçu en deux jours.',
      isVerified: true,
      isApproved: true,
      ...given,
    },
  });
}

/** One of a new product by a new account. */
export async function reviewOf(shop: RunningApp, given: Partial<Prisma.ReviewUncheckedCreateInput> = {}) {
  const { id: productId } = await createProduct(shop.prisma);
  const { id: userId } = await createUser(shop);
  return createReview(shop.prisma, { productId, userId, ...given });
}
