import type Stripe from 'stripe';
import { toPaymentMethod } from './payment-method.js';

it.each([
  ['a card', { type: 'card', card: { brand: 'visa', last4: '4242', funding: 'credit' } }, ['card', 'visa', '4242']],
  ['a direct debit', { type: 'sepa_debit', sepa_debit: { last4: '3000' } }, ['sepa_debit', null, '3000']],
  ['a bank account', { type: 'ideal', ideal: { bank: 'ing', iban_last4: '1234' } }, ['ideal', null, '1234']],
  [
    'a wallet with its card',
    { type: 'revolut_pay', revolut_pay: { funding: { type: 'card', card: { brand: 'mastercard', last4: '4444' } } } },
    ['revolut_pay', 'mastercard', '4444'],
  ],
  ['a wallet without one', { type: 'paypal', paypal: { country: 'FR' } }, ['paypal', null, null]],
  ['one that is not known', { type: 'new_pay' }, ['new_pay', null, null]],
])('reads %s', (_, details, [type, brand, last4]) => {
  expect(toPaymentMethod(details as unknown as Stripe.Charge.PaymentMethodDetails)).toEqual({ type, brand, last4 });
});
