import type Stripe from 'stripe';

export interface PaymentMethod {
  /** Stripe's name: `card`, `paypal`, `sepa_debit`. */
  type: string;
  /** `visa` */
  brand: string | null;
  /** Last four digits of the card or the bank account. */
  last4: string | null;
}

/** The hash that is named like the type; wallets such as `revolut_pay` have the card below `funding`. */
interface Hash {
  brand?: string | null;
  last4?: string | null;
  iban_last4?: string | null;
  funding?: { card?: Hash | null } | null;
}

/** @param details of a charge, also of a type that the SDK does not know yet */
export function toPaymentMethod(details: Stripe.Charge.PaymentMethodDetails): PaymentMethod {
  const { type } = details;
  const hash = (details as unknown as Record<string, Hash | undefined>)[type];
  const { brand, last4, iban_last4: iban } = hash?.funding?.card ?? hash ?? {};
  return { type, brand: brand ?? null, last4: last4 ?? iban ?? null };
}
