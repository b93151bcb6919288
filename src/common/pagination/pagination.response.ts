export class PaginationResponse {
  /** @example 1 */
  page!: number;
  /** @example 50 */
  limit!: number;
  /** @example 1 */
  total!: number;
  /** @example 1 */
  pages!: number;
}

export function toPagination({ page, limit }: { page: number; limit: number }, total: number): PaginationResponse {
  return { page, limit, total, pages: Math.ceil(total / limit) };
}

/** What a database is asked for to get one page. */
export function pageWindow({ page, limit }: { page: number; limit: number }): { skip: number; take: number } {
  return { skip: (page - 1) * limit, take: limit };
}
