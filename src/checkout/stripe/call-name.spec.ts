import { callName } from './call-name.js';

describe('callName', () => {
  it.each([
    ['POST', '/v1/checkout/sessions', 'POST /v1/checkout/sessions'],
    ['GET', '/v1/checkout/sessions/cs_test_a1b2?expand[0]=payment_intent', 'GET /v1/checkout/sessions/:id'],
    ['POST', '/v1/checkout/sessions/cs_live_x/expire', 'POST /v1/checkout/sessions/:id/expire'],
    ['GET', '/v1/refunds?payment_intent=pi_1&limit=100', 'GET /v1/refunds'],
    ['GET', '/v1/radar/early_fraud_warnings/issfr_1', 'GET /v1/radar/early_fraud_warnings/:id'],
    ['GET', '/v1/reviews/prv_1', 'GET /v1/reviews/:id'],
    ['DELETE', '/v1/coupons/shop-ck3', 'DELETE /v1/coupons/:id'],
  ])('calls %s %s %s', (method, path, name) => expect(callName(method, path)).toBe(name));
});
