import type Stripe from 'stripe';

/** What a buyer can pay with here. */
export const METHODS = ['card', 'link', 'paypal', 'sepa_debit'] as const;
export type Method = (typeof METHODS)[number];

type Details = Stripe.Charge.PaymentMethodDetails;

/** A charge's details of its payment method: the test card 4242…, and the test IBAN DE89370400440532013000. */
export function methodDetails(type: Method, amount: number): Details {
  switch (type) {
    case 'card':
      return { type, card: card(amount) };
    case 'link':
      return { type, link: { country: 'FR' } };
    case 'paypal':
      return {
        type,
        paypal: {
          country: 'FR',
          payer_email: null,
          payer_id: 'S4NDB0XPAYER1',
          payer_name: null,
          seller_protection: null,
          transaction_id: null,
        },
      };
    case 'sepa_debit':
      return {
        type,
        sepa_debit: {
          bank_code: '37040044',
          branch_code: null,
          country: 'DE',
          fingerprint: 'S4ndb0xIban00000',
          last4: '3000',
          mandate: null,
        },
      };
  }
}

function card(amount: number): NonNullable<Details['card']> {
  return {
    amount_authorized: amount,
    authorization_code: null,
    brand: 'visa',
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'FR',
    electronic_commerce_indicator: null,
    exp_month: 12,
    exp_year: 2034,
    fingerprint: 'S4ndb0xCard00000',
    funding: 'credit',
    installments: null,
    last4: '4242',
    mandate: null,
    network: 'visa',
    network_token: { used: false },
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: null,
    transaction_link_id: null,
    wallet: null,
  };
}
