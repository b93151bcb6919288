import type { CheckoutStatus } from '../../generated/sqlite/client.js';

/** A buyer may still pay it, or find it payable: it can be ended. */
export const PAYABLE: CheckoutStatus[] = ['OPENING', 'OPEN'];

/** Its units and its promo use are kept for it. */
export const LIVE: CheckoutStatus[] = [...PAYABLE, 'PROCESSING'];
