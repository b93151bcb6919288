import type Stripe from 'stripe';
import type { EventReport } from '../events/event-report.js';
import type { FormObject } from '../schema/form.js';
import type { WireItem } from '../store/kinds.js';
import { buyerForm } from './buyer-form.view.js';
import { cart, total } from './cart.view.js';
import { deliveryChoice } from './delivery-choice.view.js';
import { eventTable } from './events.view.js';
import { dateTime, sessionState } from './page-format.js';
import { html, type Html } from '../../common/pages/html-template.js';
import { badge, layout } from './layout.js';
import { moneySection } from './money.view.js';

export interface PayPage {
  /** The path of the sandbox. */
  base: string;
  session: Stripe.Checkout.Session;
  items: WireItem[];
  rates: Stripe.ShippingRate[];
  /** The charge with its refunds, disputes and warnings, once paid. */
  charge: Stripe.Charge | undefined;
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  warnings: Stripe.Radar.EarlyFraudWarning[];
  reviews: Stripe.Review[];
  events: EventReport[];
  /** Where a buyer who has paid goes. */
  successUrl: string;
  /** Where a buyer who does not pay goes. */
  cancelUrl: string | null;
  /** Why the action failed. */
  problem: string | undefined;
  typed: FormObject;
}

/** The page at a session's `url`: the form, and the session's state once it is paid or expired. */
export function payPage(page: PayPage): Html {
  const { base, session, items, rates, events, problem } = page;
  const state = badge(sessionState(session.status, session.payment_status));
  return layout(
    base,
    'Paiement',
    html`<main class="pay">
      ${cart(session, items, rates)}
      <section class="form" aria-label="Paiement">
        ${problem ? html`<p class="problem" role="alert">${problem}</p>` : null} ${step(page)}
        ${page.charge ? moneySection({ ...page, charge: page.charge, sessionId: session.id }) : null}
        <div class="facts">
          ${state}
          <small
            ><code>${session.id}</code
            >${session.status === 'open' ? html` · expire le ${dateTime(session.expires_at)}` : null}</small
          >
        </div>
        ${
          events.length > 0
            ? html`<h2>Événements</h2>
                ${eventTable(base, events, 'session')}`
            : null
        }
      </section>
    </main>`,
  );
}

function step(page: PayPage): Html {
  const { session, cancelUrl } = page;
  if (session.status === 'open') return openForm(page);
  if (session.status === 'expired') return closed('Cette page de paiement a expiré.', cancelUrl);
  const underWay =
    session.payment_status === 'unpaid' &&
    !page.events.some(({ type }) => type === 'checkout.session.async_payment_failed');
  if (underWay) return awaitingForm(page);
  if (session.payment_status === 'unpaid') return closed('Le paiement a échoué.', cancelUrl);
  return closed('Le paiement est fait. Merci !', page.successUrl);
}

function openForm({ base, session, rates, typed, cancelUrl }: PayPage): Html {
  return html`<form method="post" action="${base}/pay/${session.id}">
      ${buyerForm(session, rates, typed)} ${deliveryChoice(typed)}
      <button name="action" value="pay" class="main">Payer ${total(session, rates)}</button>
      <div class="others">
        <button name="action" value="pay_later">Payer plus tard</button>
        <button name="action" value="decline">Carte refusée</button>
        <button name="action" value="expire" formnovalidate>Laisser expirer</button>
      </div>
    </form>
    ${cancelUrl ? html`<p><a class="back" href="${cancelUrl}">Annuler et revenir à la boutique</a></p>` : null}`;
}

/** The second step of a payment that takes days. */
function awaitingForm({ base, session, typed, successUrl }: PayPage): Html {
  return html`<h2>Paiement en attente</h2>
    <p>L’acheteur a choisi un moyen de paiement qui prend quelques jours. Que devient-il ?</p>
    <form method="post" action="${base}/pay/${session.id}">
      ${deliveryChoice(typed)}
      <button name="action" value="settle" class="main">L’argent arrive</button>
      <div class="others"><button name="action" value="fail">Le paiement échoue</button></div>
    </form>
    <p><a class="back" href="${successUrl}">Continuer vers la boutique</a></p>`;
}

function closed(text: string, link: string | null): Html {
  return html`<h2>${text}</h2>
    ${link ? html`<p><a class="back" href="${link}">Revenir à la boutique</a></p>` : null}`;
}
