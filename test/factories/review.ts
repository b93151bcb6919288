import type { Prisma, Review } from '../../src/generated/sqlite/client.js';
import type { PrismaService } from '../../src/prisma/prisma.service.js';

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
