import type Stripe from 'stripe';
import { ApiError } from '../api-error.js';
import { newId } from '../ids.js';
import { MAX_AMOUNT } from '../schema/scalar-rules.js';
import type { SessionCreate } from '../schema/session.params.js';
import { second, type SandboxContext } from '../sandbox-context.js';
import { discountOf, minimumAmount, spread } from './amounts.js';
import { usableCoupon } from './coupons.js';
import { priceLines } from './line-items.js';
import { newSession } from './session-object.js';
import { rateAmount, toShippingRate } from './shipping-rates.js';

const HOUR = 3600;

/**
 * Creates a checkout session.
 * @param id a new one unless given
 * @throws ApiError for what Stripe refuses
 */
export function createSession(
  context: SandboxContext,
  params: SessionCreate,
  id = newId('cs_test_a1', 56),
): Stripe.Checkout.Session {
  refuseWhatIsNotHosted(params);
  const created = second(context);
  const expiresAt = endOfSession(params.expires_at, created);
  const lines = priceLines(context, params.line_items ?? [], params.currency);
  const [first] = lines;
  if (!first) throw absent('line_items');
  const { currency } = first.item;

  const subtotal = lines.reduce((sum, { item }) => sum + item.amount_subtotal, 0);
  const coupon = usableCoupon(context, params, currency);
  const discount = coupon ? discountOf(coupon, subtotal) : 0;
  const rates = (params.shipping_options ?? []).map((option, index) =>
    toShippingRate(context, option, index, currency),
  );
  checkTotal(subtotal - discount + rateAmount(rates[0]), currency);

  const url = `${context.publicUrl}/pay/${id}`;
  const couponId = coupon?.id ?? null;
  const session = newSession(params, { id, created, expiresAt, url, currency, subtotal, discount, couponId, rates });
  const shares = spread(
    discount,
    lines.map(({ item }) => item.amount_subtotal),
  );

  context.objects.put(session);
  context.objects.setExtra(id, { intentData: params.payment_intent_data });
  for (const rate of rates) context.objects.put(rate);
  for (const [index, { item, product }] of lines.entries()) {
    const share = shares[index] ?? 0;
    context.objects.put(product);
    context.objects.put({ ...item, amount_discount: share, amount_total: item.amount_subtotal - share }, id);
  }
  return session;
}

function refuseWhatIsNotHosted({
  mode,
  ui_mode: uiMode,
  success_url: successUrl,
  return_url: returnUrl,
}: SessionCreate) {
  if (mode !== 'payment') throw new ApiError(`The sandbox does not simulate mode '${mode}'.`, { param: 'mode' });
  if (uiMode && uiMode !== 'hosted_page') {
    throw new ApiError(`The sandbox does not simulate ui_mode '${uiMode}'.`, { param: 'ui_mode' });
  }
  if (!successUrl) throw absent('success_url');
  if (returnUrl) {
    throw new ApiError('`return_url` can only be specified when `ui_mode` is `embedded_page` or `elements`.', {
      param: 'return_url',
    });
  }
}

/** 30 minutes to 24 hours after it was made: docs.stripe.com/api/checkout/sessions/create#expires_at */
function endOfSession(wanted: number | undefined, created: number): number {
  if (wanted === undefined) return created + 24 * HOUR;
  const param = 'expires_at';
  if (wanted < created + HOUR / 2) {
    throw new ApiError(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation. Please increase the `expires_at` timestamp.',
      { param },
    );
  }
  if (wanted > created + 24 * HOUR) {
    throw new ApiError('The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.', {
      param,
    });
  }
  return wanted;
}

function checkTotal(total: number, currency: string): void {
  const minimum = minimumAmount(currency);
  // Nothing at all to pay is fine: docs.stripe.com/payments/checkout/no-cost-orders
  if (total > 0 && total < minimum) {
    throw new ApiError(
      `The Checkout Session's total amount due must add up to at least ${(minimum / 100).toFixed(2)} ${currency}`,
      { code: 'amount_too_small' },
    );
  }
  if (total > MAX_AMOUNT) {
    throw new ApiError(
      `The Checkout Session's total amount must be no more than ${(MAX_AMOUNT / 100).toFixed(2)} ${currency}`,
      { code: 'amount_too_large' },
    );
  }
}

function absent(param: string): ApiError {
  return new ApiError(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}
