import type { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import type { Prisma } from '../../../prisma/client.js';
import { ReviewFieldsResponse, toReviewFields } from '../dto/review.response.js';

export const adminReviewInclude = {
  user: { select: { id: true, email: true, username: true } },
  product: { select: { id: true, name: true, slug: true } },
} satisfies Prisma.ReviewInclude;
export type AdminReviewRow = Prisma.ReviewGetPayload<{ include: typeof adminReviewInclude }>;

export class AdminReviewAuthorResponse {
  /** @example "demo-ondine" */
  id!: string;
  /** @example "ondine@example.com" */
  email!: string;
  /** @example "ondine" */
  username!: string;
}

export class ReviewedProductResponse {
  /** @example "demo-sleeves" */
  id!: string;
  /** @example "Protège-cartes mats (50)" */
  name!: string;
  /** @example "protege-cartes-mats" */
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
