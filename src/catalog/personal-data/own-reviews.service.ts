import { Injectable } from '@nestjs/common';
import { inPages } from '../../prisma/in-pages.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';

/** What people wrote about products, for these to take away. */
@Injectable()
export class OwnReviewsService {
  constructor(private readonly prisma: PrismaService) {}

  /** An account's reviews, approved or not, page by page. */
  reviews(userId: string) {
    const product = { select: { name: true, slug: true } };
    const select = { id: true, rating: true, title: true, comment: true, createdAt: true, product };
    return inPages((older, take) =>
      this.prisma.review.findMany({ where: { userId, ...older }, select, orderBy: NEWEST_FIRST, take }),
    );
  }
}
