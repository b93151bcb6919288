/** Pages of the storefront about one order. */
export interface OrderLinks {
  /** The order's page: the account's own, or the tracking page for a guest. */
  order: string;
  /** The tracking page, open to anyone with the link. */
  tracking: string;
}

/**
 * @param storefrontUrl without a slash at the end
 * @param token a tracking token of this order
 */
export function orderLinks(
  storefrontUrl: string,
  { id, userId }: { id: string; userId: string | null },
  token: string,
): OrderLinks {
  const tracking = `${storefrontUrl}/order-tracking/${id}?token=${encodeURIComponent(token)}`;
  return { order: userId ? `${storefrontUrl}/orders/${id}` : tracking, tracking };
}
