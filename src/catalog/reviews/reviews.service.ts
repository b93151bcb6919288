import { Injectable } from '@nestjs/common';
import { isOpaqueId } from '../../common/ids/opaque-id.js';
import { pageWindow, toPagination } from '../../common/pagination/pagination.response.js';
import type { Prisma } from '../../prisma/client.js';
import { isForeignKeyViolation } from '../../prisma/is-foreign-key-violation.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountGoneError } from '../../users/users.errors.js';
import { ProductNotFoundError } from '../catalog.errors.js';
import type { CreateReviewDto } from './dto/create-review.dto.js';
import {
  reviewInclude,
  toReview,
  type CanReviewResponse,
  type ReviewListResponse,
  type ReviewResponse,
} from './dto/review.response.js';
import type { ReviewsQuery } from './dto/reviews.query.js';
import type { UpdateReviewDto } from './dto/update-review.dto.js';
import { hasBought } from './has-bought.js';
import {
  NotReviewAuthorError,
  PurchaseRequiredError,
  ReviewExistsError,
  ReviewNotFoundError,
} from './reviews.errors.js';

@Injectable()
export class ReviewsService {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * A product's approved reviews, newest first, with the mean of all of them.
   * @throws ProductNotFoundError
   */
  async list(productId: string, query: ReviewsQuery): Promise<ReviewListResponse> {
    if (!isOpaqueId(productId)) throw new ProductNotFoundError();
    const where = { productId, isApproved: true };
    const [rows, { _avg, _count }] = await Promise.all([
      this.prisma.review.findMany({
        where,
        include: reviewInclude,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.review.aggregate({ where, _avg: { rating: true }, _count: true }),
    ]);
    // A product with reviews exists.
    if (_count === 0) await this.mustExist(productId);
    return {
      reviews: rows.map(toReview),
      pagination: toPagination(query, _count),
      stats: { averageRating: _avg.rating ?? 0, totalReviews: _count },
    };
  }

  /** @throws ProductNotFoundError */
  async canReview(userId: string, productId: string): Promise<CanReviewResponse> {
    if (!isOpaqueId(productId)) throw new ProductNotFoundError();
    await this.mustExist(productId);
    if (await hasReviewed(this.prisma, userId, productId)) {
      const message = 'Vous avez déjà donné votre avis sur ce produit.';
      return { canReview: false, reason: 'ALREADY_REVIEWED', message };
    }
    if (await hasBought(this.prisma, userId, productId)) return { canReview: true, reason: null, message: null };
    const message = 'Seuls les clients qui ont acheté ce produit peuvent donner leur avis.';
    return { canReview: false, reason: 'NOT_PURCHASED', message };
  }

  /**
   * Creates a review. It is shown once it is approved.
   * @throws ProductNotFoundError
   * @throws ReviewExistsError when the account has reviewed the product, also with two concurrent requests
   * @throws PurchaseRequiredError
   */
  async create(userId: string, given: CreateReviewDto): Promise<ReviewResponse> {
    const { productId, rating, title, comment } = given;
    await this.mustExist(productId);
    if (await hasReviewed(this.prisma, userId, productId)) throw new ReviewExistsError();
    if (!(await hasBought(this.prisma, userId, productId))) throw new PurchaseRequiredError();
    try {
      const data = { userId, productId, rating, title, comment, isVerified: true };
      return toReview(await this.prisma.review.create({ data, include: reviewInclude }));
    } catch (error) {
      if (isUniqueViolation(error)) throw new ReviewExistsError();
      if (!isForeignKeyViolation(error)) throw error;
      await this.mustExist(productId);
      throw new AccountGoneError();
    }
  }

  /**
   * Changes the given fields. The review must be approved again.
   * @throws ReviewNotFoundError
   * @throws NotReviewAuthorError
   */
  update(userId: string, id: string, { rating, title, comment }: UpdateReviewDto): Promise<ReviewResponse> {
    return this.prisma.$transaction(async (tx) => {
      const data = { rating, title, comment, isApproved: false };
      const { count } = await tx.review.updateMany({ where: ofAuthor(id, userId), data });
      if (count === 0) await refuse(tx, id);
      return toReview(await tx.review.findUniqueOrThrow({ where: { id }, include: reviewInclude }));
    });
  }

  /**
   * @throws ReviewNotFoundError
   * @throws NotReviewAuthorError
   */
  async delete(userId: string, id: string): Promise<void> {
    const { count } = await this.prisma.review.deleteMany({ where: ofAuthor(id, userId) });
    if (count === 0) await refuse(this.prisma, id);
  }

  private async mustExist(productId: string): Promise<void> {
    const product = await this.prisma.product.findUnique({ where: { id: productId }, select: { id: true } });
    if (!product) throw new ProductNotFoundError();
  }
}

async function hasReviewed(tx: Prisma.TransactionClient, userId: string, productId: string): Promise<boolean> {
  const where = { userId_productId: { userId, productId } };
  return (await tx.review.findUnique({ where, select: { id: true } })) !== null;
}

/** @throws ReviewNotFoundError for a malformed id too */
function ofAuthor(id: string, userId: string): Prisma.ReviewWhereInput {
  if (!isOpaqueId(id)) throw new ReviewNotFoundError();
  return { id, userId };
}

/** The reason why an author's write matched no row. */
async function refuse(tx: Prisma.TransactionClient, id: string): Promise<never> {
  const exists = await tx.review.count({ where: { id } });
  throw exists ? new NotReviewAuthorError() : new ReviewNotFoundError();
}
