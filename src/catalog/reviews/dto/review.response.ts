import { ApiProperty } from '@nestjs/swagger';
import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Prisma } from '../../../prisma/client.js';

export const reviewInclude = {
  user: { select: { id: true, username: true, firstName: true, avatar: true } },
} satisfies Prisma.ReviewInclude;
export type ReviewRow = Prisma.ReviewGetPayload<{ include: typeof reviewInclude }>;

export class ReviewAuthorResponse {
  /** @example "demo-ondine" */
  id!: string;
  /** @example "ondine" */
  username!: string;
  /** @example "Ondine" */
  firstName!: string | null;
  avatar!: string | null;
}

/** A review without its author. */
export class ReviewFieldsResponse {
  /** @example "demo-review-4" */
  id!: string;
  /** @example "demo-sleeves" */
  productId!: string;
  /** @example "demo-ondine" */
  userId!: string;
  /** 1 to 5. @example 4 */
  rating!: number;
  /** @example "Glissent bien" */
  title!: string | null;
  /** @example "Le mélange est très agréable." */
  comment!: string | null;
  /** The author has bought the product. @example true */
  isVerified!: boolean;
  /** Shown to all. @example true */
  isApproved!: boolean;
  createdAt!: Date;
  updatedAt!: Date;
}

export class ReviewResponse extends ReviewFieldsResponse {
  user!: ReviewAuthorResponse;
}

export class ReviewStatsResponse {
  /** The mean of all approved ones; 0 without any. @example 4.5 */
  averageRating!: number;
  /** @example 2 */
  totalReviews!: number;
}

export class ReviewListResponse {
  reviews!: ReviewResponse[];
  pagination!: PaginationResponse;
  stats!: ReviewStatsResponse;
}

export class ReviewWrittenResponse {
  review!: ReviewResponse;
  /** @example "Merci pour votre avis ! Il sera publié après relecture." */
  message!: string;
}

export class CanReviewResponse {
  /** @example true */
  canReview!: boolean;

  @ApiProperty({ enum: ['ALREADY_REVIEWED', 'NOT_PURCHASED'], nullable: true })
  reason!: 'ALREADY_REVIEWED' | 'NOT_PURCHASED' | null;

  /** The reason in French. */
  message!: string | null;
}

export function toReviewFields(row: Omit<ReviewRow, 'user'>): ReviewFieldsResponse {
  const { id, productId, userId, rating, title, comment, isVerified, isApproved, createdAt, updatedAt } = row;
  return { id, productId, userId, rating, title, comment, isVerified, isApproved, createdAt, updatedAt };
}

export function toReview(row: ReviewRow): ReviewResponse {
  const { id, username, firstName, avatar } = row.user;
  return Object.assign(toReviewFields(row), { user: { id, username, firstName, avatar } });
}
