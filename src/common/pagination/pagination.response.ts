export class PaginationResponse {
  page!: number;
  limit!: number;
  total!: number;
  pages!: number;
}

export function toPagination({ page, limit }: { page: number; limit: number }, total: number): PaginationResponse {
  return { page, limit, total, pages: Math.ceil(total / limit) };
}

/** What a database is asked for to get one page. */
export function pageWindow({ page, limit }: { page: number; limit: number }): { skip: number; take: number } {
  return { skip: (page - 1) * limit, take: limit };
}
