import type Stripe from 'stripe';
import type { EventReport } from '../events/event-report.js';
import { eventTable } from './events.view.js';
import { dateTime, money, sessionState } from './page-format.js';
import { html, type Html } from '../../common/pages/html-template.js';
import { badge, layout } from './layout.js';
import { toolsSection, type Tools } from './tools.view.js';

/** Clock and faults, the last sessions and events. */
export function indexPage(
  base: string,
  sessions: Stripe.Checkout.Session[],
  events: EventReport[],
  tools: Tools,
): Html {
  return layout(
    base,
    'Sessions et événements',
    html`<main class="index">
      ${toolsSection(base, tools)}
      <h1>Sessions</h1>
      ${
        sessions.length === 0
          ? html`<p class="empty">Aucune session : créez-en une depuis la boutique.</p>`
          : sessionTable(base, sessions)
      }
      <h1>Événements</h1>
      ${eventTable(base, events, 'index')}
    </main>`,
  );
}

function sessionTable(base: string, sessions: Stripe.Checkout.Session[]): Html {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Session</th>
        <th scope="col">Acheteur</th>
        <th scope="col">Montant</th>
        <th scope="col">État</th>
      </tr>
    </thead>
    <tbody>
      ${sessions.map(
        ({ id, created, customer_details: buyer, amount_total: total, currency, status, payment_status: paid }) =>
          html`<tr>
            <td><a href="${base}/pay/${id}">${dateTime(created)}</a><small>${id}</small></td>
            <td>${buyer?.email ?? '—'}</td>
            <td>${money(total, currency)}</td>
            <td>${badge(sessionState(status, paid))}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
