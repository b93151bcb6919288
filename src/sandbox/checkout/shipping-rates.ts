import type Stripe from 'stripe';
import { ApiError, missing } from '../api-error.js';
import { newId } from '../ids.js';
import type { SessionCreate } from '../schema/session.params.js';
import { given } from '../schema/shared-rules.js';
import { second, type SandboxContext } from '../sandbox-context.js';

type Option = NonNullable<SessionCreate['shipping_options']>[number];

/** @throws ApiError for an option without an amount, in another currency, or of an unknown rate */
export function toShippingRate(
  context: SandboxContext,
  option: Option,
  index: number,
  currency: string,
): Stripe.ShippingRate {
  const param = `shipping_options[${index}]`;
  const { shipping_rate: id, shipping_rate_data: data } = option;
  if (id !== undefined) {
    const known = context.objects.find('shipping_rate', id);
    if (!known) throw missing('shipping rate', id, `${param}[shipping_rate]`, 400);
    return known;
  }
  const fixed = data?.fixed_amount;
  if (!data || !fixed) {
    const absent = data ? `${param}[shipping_rate_data][fixed_amount]` : `${param}[shipping_rate_data]`;
    throw new ApiError(`Missing required param: ${absent}.`, { code: 'parameter_missing', param: absent });
  }
  if (fixed.currency !== currency) {
    throw new ApiError(`The shipping rate must be in the currency of the Checkout Session, ${currency}.`, {
      param: `${param}[shipping_rate_data][fixed_amount][currency]`,
    });
  }
  const { maximum, minimum } = data.delivery_estimate ?? {};
  return {
    id: newId('shr_1'),
    object: 'shipping_rate',
    active: true,
    created: second(context),
    delivery_estimate: data.delivery_estimate ? { maximum: maximum ?? null, minimum: minimum ?? null } : null,
    display_name: data.display_name,
    fixed_amount: { amount: fixed.amount, currency: fixed.currency },
    livemode: false,
    metadata: given(data.metadata),
    tax_behavior: data.tax_behavior ?? 'unspecified',
    tax_code: data.tax_code ?? null,
    type: 'fixed_amount',
  };
}

export function rateAmount(rate: Stripe.ShippingRate | undefined): number {
  return rate?.fixed_amount?.amount ?? 0;
}
