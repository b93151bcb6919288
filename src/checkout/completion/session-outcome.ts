import type { PlacedOrder } from '../orders/placement/order-placement.service.js';
import type { NeedsReviewError } from '../rules/needs-review.error.js';

/**
 * What the state of a session at Stripe led to: for webhook, success page, create-session, expiry and reconciliation.
 * - `order`: paid, and the order exists. `refunded`: the same, with its money on the way back. `created`: by this call.
 *   `eventsWait`: events of its payment have arrived before it.
 * - `oversold`: paid and sold out; waits for a restock or the refund.
 * - `processing`: the buyer is done, the payment is pending.
 * - `open`: still payable.
 * - `closed`: can no longer be paid.
 * - `review`: paid, and a person must decide: neither fulfilled nor refunded.
 * - `foreign`: not paid, and not created by this shop.
 */
export type SessionOutcome =
  | { state: 'order' | 'refunded'; order: PlacedOrder; created: boolean; eventsWait: boolean }
  | { state: 'review'; reason: NeedsReviewError }
  | { state: 'oversold' | 'processing' | 'open' | 'closed' | 'foreign' };
