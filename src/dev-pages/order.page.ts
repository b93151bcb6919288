import { html, type Html } from '../common/pages/html-template.js';
import type { OrderStatus } from '../prisma/client.js';
import { shopPage } from './page.js';
import { SHOP } from './storefront.js';

const EUROS = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
const TIME = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Europe/Paris' });

const STATES: Record<OrderStatus, string> = {
  PENDING: 'en attente',
  CONFIRMED: 'confirmée',
  SHIPPED: 'expédiée',
  DELIVERED: 'livrée',
  CANCELLED: 'annulée',
  REFUNDED: 'remboursée',
};

export interface ShownOrder {
  orderNumber: string;
  status: OrderStatus;
  createdAt: Date;
  totalCents: number;
  trackingUrl: string | null;
  items: { name: string; quantity: number; totalCents: number; stock: { before: number; after: number } | null }[];
  /** Null: not sent yet. */
  mails: { subject: string; href: string }[] | null;
}

/** An order: its items, what it did to the stock, and the mails about it. */
export function orderPage(title: string, order: ShownOrder, isPaid: boolean): Html {
  const { orderNumber, status, createdAt, totalCents, trackingUrl, items, mails } = order;
  return shopPage(
    title,
    html`<main class="index">
      <h1>${title}</h1>
      ${isPaid && html`<p class="done" role="status">Le paiement est fait. Merci !</p>`}
      <p>
        Commande <strong>${orderNumber}</strong>, ${STATES[status]}, ${TIME.format(createdAt)}.
        ${trackingUrl && html`<a href="${trackingUrl}">Suivre le colis</a>`}
      </p>
      <h2>Articles</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Article</th>
            <th scope="col" class="number">Quantité</th>
            <th scope="col" class="number">Prix</th>
            <th scope="col" class="number">Stock</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            ({ name, quantity, totalCents: price, stock }) =>
              html`<tr>
                <td>${name}</td>
                <td class="number">${quantity}</td>
                <td class="number">${EUROS.format(price / 100)}</td>
                <td class="number">${stock ? `${stock.before} → ${stock.after}` : '—'}</td>
              </tr>`,
          )}
          <tr>
            <th scope="row">Payé, livraison comprise</th>
            <td></td>
            <td class="number"><strong>${EUROS.format(totalCents / 100)}</strong></td>
            <td></td>
          </tr>
        </tbody>
      </table>
      <h2>Courriels</h2>
      ${mailList(mails)}
      <p><a href="${SHOP}/">Revenir à la boutique</a></p>
    </main>`,
  );
}

function mailList(mails: ShownOrder['mails']): Html {
  if (mails === null) return html`<p class="empty">Le courriel part dans un instant : rechargez la page.</p>`;
  if (mails.length === 0)
    return html`<p class="empty">Aucun courriel dans la <a href="/inbox">boîte de réception</a>.</p>`;
  return html`<ul>
    ${mails.map(({ subject, href }) => html`<li><a href="${href}">${subject}</a></li>`)}
  </ul>`;
}

/** A page that says one thing. */
export function messagePage(title: string, text: string): Html {
  return shopPage(
    title,
    html`<main class="index">
      <h1>${title}</h1>
      <p class="note" role="status">${text}</p>
      <p><a href="${SHOP}/">Revenir à la boutique</a></p>
    </main>`,
  );
}

/** @param problem why the password was refused */
export function passwordPage(action: string, problem?: string): Html {
  return shopPage(
    'Nouveau mot de passe',
    html`<main class="index narrow">
      <h1>Nouveau mot de passe</h1>
      ${problem && html`<p class="problem" role="alert">${problem}</p>`}
      <form method="post" action="${action}">
        <label
          >Nouveau mot de passe
          <input type="password" name="password" autocomplete="new-password" required />
        </label>
        <button class="main">Enregistrer</button>
      </form>
    </main>`,
  );
}
