import type Stripe from 'stripe';
import type { WireItem } from '../store/kinds.js';
import { money } from './french.js';
import { html, type Html } from './html.js';

/** What is bought, and what it comes to. */
export function cart(session: Stripe.Checkout.Session, items: WireItem[], rates: Stripe.ShippingRate[]): Html {
  const { currency, total_details: details, shipping_cost: shipping } = session;
  const rate = rates.find(({ id }) => id === shipping?.shipping_rate);
  return html`<section class="cart" aria-labelledby="cart-title">
    <h1 id="cart-title">Votre commande</h1>
    <p class="total">${money(session.amount_total, currency)}</p>
    <ul class="items">
      ${items.map(
        ({ description, quantity, amount_subtotal: subtotal, price }) =>
          html`<li>
            <span class="initial" aria-hidden="true">${(description ?? '?').slice(0, 1).toUpperCase()}</span>
            <span class="name">${description}<small>${quantity} × ${money(price.unit_amount, currency)}</small></span>
            <span class="amount">${money(subtotal, currency)}</span>
          </li>`,
      )}
    </ul>
    <dl>
      <dt>Sous-total</dt>
      <dd>${money(session.amount_subtotal, currency)}</dd>
      ${
        details?.amount_discount
          ? html`<dt>Remise</dt>
              <dd>−${money(details.amount_discount, currency)}</dd>`
          : null
      }
      ${
        shipping
          ? html`<dt>Livraison${rate?.display_name ? ` (${rate.display_name})` : ''}</dt>
              <dd>${money(shipping.amount_total, currency)}</dd>`
          : null
      }
      <dt class="sum">Total</dt>
      <dd class="sum">${money(session.amount_total, currency)}</dd>
    </dl>
  </section>`;
}
