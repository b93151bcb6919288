import type { CheckoutStatus } from '../../prisma/client.js';

/** The buyer may still pay it: it can be ended. */
export const PAYABLE: CheckoutStatus[] = ['OPENING', 'OPEN'];

/** It reserves units and a promo use. */
export const LIVE: CheckoutStatus[] = [...PAYABLE, 'PROCESSING'];
