import type Stripe from 'stripe';
import { itemsOf } from '../checkout/sessions.js';
import type { SandboxContext } from '../sandbox-context.js';
import { DEFAULT_LIMIT, toList, type List } from './list.js';

type Json = Record<string, unknown>;

/**
 * Adds the fields that an object has only with `expand`: a session's items and discounts, a charge's refunds. Lists have
 * the default length; the rest has its own endpoint, as with Stripe.
 */
export function addOnDemand(context: SandboxContext, here: Json, step: string, next: string | undefined): void {
  const id = String(here.id);
  if (here.object === 'checkout.session' && step === 'line_items') {
    here.line_items ??= firstOf(`/v1/checkout/sessions/${id}/line_items`, itemsOf(context, id));
  }
  if (here.object === 'charge' && step === 'refunds') {
    const newestFirst = context.objects.ownedBy(id, 'refund').toReversed();
    here.refunds ??= firstOf(`/v1/charges/${id}/refunds`, newestFirst);
  }
  if (here.object === 'checkout.session' && step === 'total_details' && next === 'breakdown') {
    const session = here as unknown as Stripe.Checkout.Session;
    if (session.total_details) session.total_details.breakdown ??= breakdownOf(session);
  }
}

function firstOf<T>(url: string, all: T[]): List<T> {
  return toList(url, all.slice(0, DEFAULT_LIMIT), { hasMore: all.length > DEFAULT_LIMIT });
}

function breakdownOf(session: Stripe.Checkout.Session): Stripe.Checkout.Session.TotalDetails.Breakdown {
  const discounts = (session.discounts ?? []).map(({ coupon }) => ({
    amount: session.total_details?.amount_discount ?? 0,
    discount: {
      // One discount a session at most, so that its id can be made of the session's.
      id: `di_1${session.id.slice(-24)}`,
      object: 'discount' as const,
      checkout_session: session.id,
      customer: null,
      customer_account: null,
      end: null,
      invoice: null,
      invoice_item: null,
      promotion_code: null,
      source: { coupon, type: 'coupon' as const },
      start: session.created,
      subscription: null,
      subscription_item: null,
    },
  }));
  return { discounts, taxes: [] };
}
