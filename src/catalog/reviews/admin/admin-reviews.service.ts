import { Injectable } from '@nestjs/common';
import { recordInAuditLog } from '../../../audit/audit-log.js';
import { changedFields } from '../../../audit/changed-fields.js';
import { isOpaqueId } from '../../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../../common/pagination/pagination.response.js';
import type { Prisma, Review } from '../../../prisma/client.js';
import { NEWEST_FIRST } from '../../../prisma/newest-first.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { ReviewNotFoundError } from '../reviews.errors.js';
import {
  adminReviewInclude,
  toAdminReview,
  type AdminReviewListResponse,
  type AdminReviewResponse,
} from './admin-review.response.js';
import type { AdminReviewsQuery } from './admin-reviews.query.js';

@Injectable()
export class AdminReviewsService {
  constructor(private readonly prisma: PrismaService) {}

  async list(query: AdminReviewsQuery): Promise<AdminReviewListResponse> {
    const where = query.status ? { isApproved: query.status === 'approved' } : {};
    const [rows, total] = await Promise.all([
      this.prisma.review.findMany({
        where,
        include: adminReviewInclude,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.review.count({ where }),
    ]);
    return { reviews: rows.map(toAdminReview), pagination: toPagination(query, total) };
  }

  /**
   * Shows a review to all, or hides it.
   * @throws ReviewNotFoundError
   */
  moderate(adminId: string, id: string, isApproved: boolean): Promise<AdminReviewResponse> {
    return this.prisma.$transaction(async (tx) => {
      const before = await lockReview(tx, id);
      const review = await tx.review.update({ where: { id }, data: { isApproved }, include: adminReviewInclude });
      const change = changedFields({ isApproved: before.isApproved }, { isApproved });
      await recordInAuditLog(tx, adminId, isApproved ? 'review.approve' : 'review.hide', id, change);
      return toAdminReview(review);
    });
  }

  /** @throws ReviewNotFoundError */
  async delete(adminId: string, id: string): Promise<void> {
    await this.prisma.$transaction(async (tx) => {
      const { productId, rating, isApproved } = await lockReview(tx, id);
      await tx.review.delete({ where: { id } });
      // Without the text: the review is deleted, perhaps because of it.
      await recordInAuditLog(tx, adminId, 'review.delete', id, { before: { productId, rating, isApproved } });
    });
  }
}

/** Writes to the row first, so that a second act on the same review waits for this one. */
async function lockReview(tx: Prisma.TransactionClient, id: string): Promise<Review> {
  if (!isOpaqueId(id)) throw new ReviewNotFoundError();
  const { count } = await tx.review.updateMany({ where: { id }, data: { updatedAt: new Date() } });
  if (count === 0) throw new ReviewNotFoundError();
  return tx.review.findUniqueOrThrow({ where: { id } });
}
