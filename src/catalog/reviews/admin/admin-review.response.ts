import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Prisma } from '../../../generated/sqlite/client.js';
import { ReviewFieldsResponse, toReviewFields } from '../dto/review.response.js';

export const adminReviewInclude = {
  user: { select: { id: true, email: true, username: true } },
  product: { select: { id: true, name: true, slug: true } },
} satisfies Prisma.ReviewInclude;
export type AdminReviewRow = Prisma.ReviewGetPayload<{ include: typeof adminReviewInclude }>;

export class AdminReviewAuthorResponse {
  id!: string;
  email!: string;
  username!: string;
}

export class ReviewedProductResponse {
  id!: string;
  name!: string;
  slug!: string;
}

export class AdminReviewResponse extends ReviewFieldsResponse {
  user!: AdminReviewAuthorResponse;
  product!: ReviewedProductResponse;
}

export class AdminReviewListResponse {
  reviews!: AdminReviewResponse[];
  pagination!: PaginationResponse;
}

export class AdminReviewDetailResponse {
  review!: AdminReviewResponse;
}

export function toAdminReview(row: AdminReviewRow): AdminReviewResponse {
  const { user, product } = row;
  return Object.assign(toReviewFields(row), {
    user: { id: user.id, email: user.email, username: user.username },
    product: { id: product.id, name: product.name, slug: product.slug },
  });
}
