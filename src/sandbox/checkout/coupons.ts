import type Stripe from 'stripe';
import { ApiError, missing } from '../api-error.js';
import { newId } from '../ids.js';
import type { CouponCreate } from '../schema/payment.params.js';
import type { SessionCreate } from '../schema/session.params.js';
import { given } from '../schema/shared-rules.js';
import { second, type SandboxContext } from '../sandbox-context.js';

/** @throws ApiError when it takes off nothing, two things at once, or its id is taken */
export function createCoupon(context: SandboxContext, params: CouponCreate): Stripe.Coupon {
  const { amount_off: amountOff, percent_off: percentOff, currency, duration = 'once' } = params;
  if (amountOff === undefined && percentOff === undefined) {
    throw new ApiError('Must provide percent_off or amount_off.', { code: 'parameter_missing' });
  }
  if (amountOff !== undefined && percentOff !== undefined) {
    throw new ApiError('You may only specify one of these parameters: amount_off, percent_off.', {
      code: 'parameter_invalid',
    });
  }
  if (amountOff !== undefined && !currency) {
    throw new ApiError('You must pass currency when passing amount_off', {
      code: 'parameter_missing',
      param: 'currency',
    });
  }
  if ((duration === 'repeating') !== (params.duration_in_months !== undefined)) {
    throw new ApiError('duration_in_months goes with duration=repeating, and with no other.', {
      param: 'duration_in_months',
    });
  }
  if (params.redeem_by !== undefined && params.redeem_by <= second(context)) {
    throw new ApiError('redeem_by must be in the future.', { param: 'redeem_by' });
  }
  const id = params.id ?? newId('', 8);
  if (context.objects.find('coupon', id)) {
    throw new ApiError('Coupon already exists.', { code: 'resource_already_exists', param: 'id' });
  }
  return context.objects.put({
    id,
    object: 'coupon',
    amount_off: amountOff ?? null,
    created: second(context),
    currency: amountOff === undefined ? null : currency!,
    duration,
    duration_in_months: params.duration_in_months ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: given(params.metadata),
    name: params.name ?? null,
    percent_off: percentOff ?? null,
    redeem_by: params.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  } satisfies Stripe.Coupon);
}

/** @throws ApiError when there is none */
export function getCoupon(context: SandboxContext, id: string): Stripe.Coupon {
  const coupon = context.objects.find('coupon', id);
  if (!coupon) throw missing('coupon', id, 'coupon');
  return withValidity(context, coupon);
}

export function deleteCoupon(context: SandboxContext, id: string): Stripe.DeletedCoupon {
  getCoupon(context, id);
  context.objects.remove(id);
  return { id, object: 'coupon', deleted: true };
}

export function withValidity(context: SandboxContext, coupon: Stripe.Coupon): Stripe.Coupon {
  const used = coupon.max_redemptions !== null && coupon.times_redeemed >= coupon.max_redemptions;
  const late = coupon.redeem_by !== null && coupon.redeem_by <= second(context);
  return { ...coupon, valid: !used && !late };
}

/** A session that used it has been completed. */
export function redeemCoupon(context: SandboxContext, id: string): void {
  const coupon = context.objects.find('coupon', id);
  if (coupon) context.objects.put({ ...coupon, times_redeemed: coupon.times_redeemed + 1 });
}

/**
 * The coupon that a session asks for.
 * @throws ApiError when it is unknown, used up, or in another currency
 */
export function usableCoupon(
  context: SandboxContext,
  params: SessionCreate,
  currency: string,
): Stripe.Coupon | undefined {
  const [discount, second] = params.discounts ?? [];
  if (!discount) return undefined;
  if (second) throw new ApiError('You may only specify one discount.', { param: 'discounts' });
  if (params.allow_promotion_codes) {
    throw new ApiError('You may only specify one of these parameters: allow_promotion_codes, discounts.', {
      param: 'discounts',
    });
  }
  if (discount.promotion_code !== undefined) {
    throw missing('promotion code', discount.promotion_code, 'discounts[0][promotion_code]', 400);
  }
  const param = 'discounts[0][coupon]';
  if (discount.coupon === undefined) {
    throw new ApiError(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  const stored = context.objects.find('coupon', discount.coupon);
  if (!stored) throw missing('coupon', discount.coupon, param, 400);
  const coupon = withValidity(context, stored);
  if (!coupon.valid) throw new ApiError(`Coupon ${coupon.id} is expired.`, { code: 'coupon_expired', param });
  if (coupon.currency !== null && coupon.currency !== currency) {
    throw new ApiError(`The coupon's currency, ${coupon.currency}, is not the session's, ${currency}.`, { param });
  }
  return coupon;
}
