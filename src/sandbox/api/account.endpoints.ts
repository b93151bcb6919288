import { retrieve } from '../schema/payment.params.js';
import { endpoint } from './endpoint.js';

/** The account of the key. Every key has the same one. */
export const accountEndpoints = [
  endpoint('get', '/account', retrieve, ({ accountId }) => ({
    id: accountId,
    object: 'account',
    business_profile: { name: 'BoulevardTCG', url: null },
    charges_enabled: true,
    country: 'FR',
    default_currency: 'eur',
    details_submitted: true,
    email: null,
    metadata: {},
    payouts_enabled: true,
    type: 'standard',
  })),
];
