import { Injectable } from '@nestjs/common';
import { recordAdminChange } from '../../../audit/admin-changes.js';
import { isOpaqueId } from '../../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../../common/pagination/pagination.response.js';
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
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
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
    if (!isOpaqueId(id)) throw new ReviewNotFoundError();
    return this.prisma.$transaction(async (tx) => {
      const { count } = await tx.review.updateMany({ where: { id }, data: { isApproved } });
      if (count === 0) throw new ReviewNotFoundError();
      await recordAdminChange(tx, adminId, isApproved ? 'review.approve' : 'review.hide', id);
      return toAdminReview(await tx.review.findUniqueOrThrow({ where: { id }, include: adminReviewInclude }));
    });
  }

  /** @throws ReviewNotFoundError */
  async delete(adminId: string, id: string): Promise<void> {
    if (!isOpaqueId(id)) throw new ReviewNotFoundError();
    await this.prisma.$transaction(async (tx) => {
      const { count } = await tx.review.deleteMany({ where: { id } });
      if (count === 0) throw new ReviewNotFoundError();
      await recordAdminChange(tx, adminId, 'review.delete', id);
    });
  }
}
