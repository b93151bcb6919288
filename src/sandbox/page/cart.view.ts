import type Stripe from 'stripe';
import type { WireItem } from '../store/kinds.js';
import { money } from './page-format.js';
import { html, type Html } from '../../common/pages/html-template.js';

/** What is bought, and what it comes to. */
export function cart(session: Stripe.Checkout.Session, items: WireItem[], rates: Stripe.ShippingRate[]): Html {
  const { currency, total_details: details, amount_subtotal: subtotal } = session;
  return html`<section class="cart" aria-labelledby="cart-title">
    <h1 id="cart-title">Votre commande</h1>
    <p class="total">${total(session, rates)}</p>
    <ul class="items">
      ${items.map((item) => line(item))}
    </ul>
    <dl>
      <dt>Sous-total</dt>
      <dd>${money(subtotal, currency)}</dd>
      ${details?.amount_discount ? row('Remise', `−${money(details.amount_discount, currency)}`) : null}
      ${session.shipping_cost ? shippingRow(session, rates) : null}
      <dt class="sum">Total</dt>
      <dd class="sum">${total(session, rates)}</dd>
    </dl>
  </section>`;
}

/** What is to be paid: with a choice of shipping, once for each, of which the style sheet shows the chosen one. */
export function total(session: Stripe.Checkout.Session, rates: Stripe.ShippingRate[]): Html {
  const { amount_total: amount, currency, shipping_cost: shipping } = session;
  if (!offersChoice(session, rates)) return html`${money(amount, currency)}`;
  const rest = (amount ?? 0) - (shipping?.amount_total ?? 0);
  return byRate(rates, ({ fixed_amount: fixed }) => money(rest + (fixed?.amount ?? 0), currency));
}

export function offersChoice({ status }: Stripe.Checkout.Session, rates: Stripe.ShippingRate[]): boolean {
  return status === 'open' && rates.length > 1;
}

function shippingRow(session: Stripe.Checkout.Session, rates: Stripe.ShippingRate[]): Html {
  const { shipping_cost: shipping, currency } = session;
  if (offersChoice(session, rates)) {
    return row(
      html`Livraison ${byRate(rates, ({ display_name: name }) => `(${name ?? ''})`)}`,
      byRate(rates, ({ fixed_amount: fixed }) => money(fixed?.amount ?? 0, currency)),
    );
  }
  const name = rates.find(({ id }) => id === shipping?.shipping_rate)?.display_name;
  return row(name ? `Livraison (${name})` : 'Livraison', money(shipping?.amount_total ?? 0, currency));
}

function byRate(rates: Stripe.ShippingRate[], show: (rate: Stripe.ShippingRate) => string): Html {
  return html`${rates.map((rate, index) => html`<span class="by-rate by-rate-${index}">${show(rate)}</span>`)}`;
}

function row(label: Html | string, value: Html | string): Html {
  return html`<dt>${label}</dt>
    <dd>${value}</dd>`;
}

function line({ description, quantity, amount_subtotal: subtotal, price, currency }: WireItem): Html {
  return html`<li>
    <span class="initial" aria-hidden="true">${(description ?? '?').slice(0, 1).toUpperCase()}</span>
    <span class="name">${description}<small>${quantity} × ${money(price.unit_amount, currency)}</small></span>
    <span class="amount">${money(subtotal, currency)}</span>
  </li>`;
}
