import type Stripe from 'stripe';
import { newCharge, newIntent, type PayableSession } from '../checkout/payment-objects.js';
import { openDispute } from '../disputes/disputes.js';
import { newId } from '../ids.js';
import { reportFraud } from '../radar/radar.js';
import { second, type SandboxContext } from '../sandbox-context.js';
import type { IntentCreate } from '../schema/payment.params.js';

/** Pays without a session. Some of Stripe's test cards lead to a dispute or a warning: docs.stripe.com/testing */
export function payByTestCard(context: SandboxContext, params: IntentCreate): Stripe.PaymentIntent {
  const { amount, currency, payment_method: card } = params;
  const created = second(context);
  const payer: PayableSession = {
    allowed_payment_method_types: null,
    amount_total: amount,
    collected_information: null,
    currency,
    customer_details: null,
    payment_method_types: ['card'],
  };
  const waiting = { ...newIntent(payer, { intentData: params }, created), payment_method: newId('pm_1') };
  const charge: Stripe.Charge = newCharge(waiting, payer, 'succeeded', created);
  const intent = context.objects.put<Stripe.PaymentIntent>({
    ...waiting,
    amount_received: amount,
    latest_charge: charge.id,
    status: 'succeeded',
  });
  context.objects.put(charge, intent.id);
  context.events.emit(intent.id, [
    ['charge.succeeded', charge],
    ['payment_intent.succeeded', intent],
  ]);
  if (card === 'pm_card_createDispute') openDispute(context, charge, {});
  if (card === 'pm_card_createIssuerFraudRecord') reportFraud(context, charge);
  return intent;
}
