import { readFileSync } from 'node:fs';
import { PAYMENT_METHODS } from './stripe-payment-methods.js';

it('has every payment method of the SDK, and no other', () => {
  const types = new URL('../../node_modules/stripe/esm/resources/Checkout/Sessions.d.ts', import.meta.url);
  const [, union] = /type AllowedPaymentMethodType = (.*);/.exec(readFileSync(types, 'utf8'))!;
  const names = [...union!.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  expect(names).toEqual([...PAYMENT_METHODS]);
});
