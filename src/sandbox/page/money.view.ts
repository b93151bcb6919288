import type Stripe from 'stripe';
import { awaitsResponse, isInquiry, isOpen } from '../disputes/disputes.js';
import type { FormObject } from '../schema/form.js';
import { deliverySelect } from './delivery-choice.view.js';
import { dateTime, disputeState, money, refundState } from './page-format.js';
import { html, type Html } from '../../common/pages/html-template.js';
import { badge } from './layout.js';

export interface PaidMoney {
  /** The path that leads to the sandbox. */
  base: string;
  sessionId: string;
  charge: Stripe.Charge;
  refunds: Stripe.Refund[];
  disputes: Stripe.Dispute[];
  warnings: Stripe.Radar.EarlyFraudWarning[];
  reviews: Stripe.Review[];
  typed: FormObject;
}

/** What can still happen to money that was paid: what Stripe's dashboard and the banks do. */
export function moneySection(paid: PaidMoney): Html {
  const { base, charge, refunds, disputes, warnings, reviews } = paid;
  const left = charge.amount - charge.amount_refunded;
  return html`<h2>Remboursements</h2>
    ${refunds.map((refund) => refundRow(base, refund))}
    ${left > 0 ? refundForm(paid, left) : html`<p class="known">Tout est remboursé.</p>`}
    <h2>Litiges</h2>
    ${disputes.map((dispute) => disputeRow(base, dispute))} ${disputes.some(isOpen) ? null : disputeForm(paid)}
    <h2>Radar</h2>
    ${warnings.map(warningRow)} ${reviews.map((review) => reviewRow(base, review))} ${radarForms(paid)}`;
}

function refundForm({ base, sessionId, charge, typed }: PaidMoney, left: number): Html {
  return html`<form method="post" action="${base}/pay/${sessionId}/refund" class="line-form">
    <label
      >Montant en euros
      <input
        name="euros"
        inputmode="decimal"
        pattern="\\d{1,6}([.,]\\d{1,2})?"
        placeholder="Tout : ${money(left, charge.currency)}"
        value="${typeof typed.euros === 'string' ? typed.euros : ''}"
      />
    </label>
    <label
      >Issue
      <select name="status">
        <option value="succeeded">Réussi</option>
        <option value="pending">En attente</option>
        <option value="requires_action">Attend l’acheteur</option>
      </select>
    </label>
    ${deliverySelect()}
    <button>Rembourser</button>
  </form>`;
}

function refundRow(base: string, refund: Stripe.Refund): Html {
  const { id, amount, currency, created, status } = refund;
  const waiting = status === 'pending' || status === 'requires_action';
  const steps: Step[] = [
    ...(waiting ? ([['succeed', 'Réussit']] as const) : []),
    ...(waiting || status === 'succeeded' ? ([['fail', 'Échoue']] as const) : []),
    ...(waiting ? ([['cancel', 'Annulé']] as const) : []),
  ];
  const facts = html`<strong>${money(amount, currency)}</strong> ${badge(refundState(refund))}
    <small>${dateTime(created)} · ${id}</small>`;
  return row(facts, `${base}/refunds/${id}`, steps);
}

function disputeForm({ base, sessionId }: PaidMoney): Html {
  return html`<form method="post" action="${base}/pay/${sessionId}/dispute" class="line-form">
    <label
      >Motif
      <select name="reason">
        <option value="fraudulent">Fraude</option>
        <option value="product_not_received">Colis non reçu</option>
        <option value="product_unacceptable">Article non conforme</option>
        <option value="duplicate">Payé deux fois</option>
      </select>
    </label>
    <label
      >Nature
      <select name="inquiry">
        <option value="">Litige</option>
        <option value="true">Demande d’informations</option>
      </select>
    </label>
    ${deliverySelect()}
    <button>Contester le paiement</button>
  </form>`;
}

function disputeRow(base: string, dispute: Stripe.Dispute): Html {
  const { id, amount, currency, created } = dispute;
  const steps: Step[] = [
    ...(awaitsResponse(dispute) ? ([['respond', 'Répondre']] as const) : []),
    ...(isOpen(dispute) && isInquiry(dispute) ? ([['escalate', 'Devient un litige']] as const) : []),
    ...(isOpen(dispute)
      ? ([
          ['won', 'Gagné'],
          ['lost', 'Perdu'],
        ] as const)
      : []),
  ];
  const facts = html`<strong>${money(amount, currency)}</strong> ${badge(disputeState(dispute))}
    <small>${dateTime(created)} · ${id}</small>`;
  return row(facts, `${base}/disputes/${id}`, steps);
}

function warningRow({ id, actionable, created, fraud_type: type }: Stripe.Radar.EarlyFraudWarning): Html {
  const facts = html`<strong>Fraude signalée</strong>
    ${badge(actionable ? ['à traiter', 'warn'] : ['traitée', 'muted'])}
    <small>${dateTime(created)} · ${type} · ${id}</small>`;
  return html`<div class="money-row"><div>${facts}</div></div>`;
}

function reviewRow(base: string, { id, open, created, reason }: Stripe.Review): Html {
  const facts = html`<strong>Examen</strong> ${badge(open ? ['ouvert', 'warn'] : ['clos', 'muted'])}
    <small>${dateTime(created)} · ${reason} · ${id}</small>`;
  const end = html`<form method="post" action="${base}/reviews/${id}" class="line-form">
    ${deliverySelect()}<button class="small">Approuver</button>
  </form>`;
  return html`<div class="money-row">
    <div>${facts}</div>
    ${open ? end : null}
  </div>`;
}

function radarForms({ base, sessionId, warnings, reviews }: PaidMoney): Html {
  const form = (path: string, label: string) =>
    html`<form method="post" action="${base}/pay/${sessionId}/${path}" class="line-form">
      ${deliverySelect()}<button>${label}</button>
    </form>`;
  return html`${warnings.length === 0 ? form('fraud-warning', 'Signaler une fraude') : null}
  ${reviews.some(({ open }) => open) ? null : form('review', 'Faire examiner')}`;
}

type Step = readonly [outcome: string, label: string];

function row(facts: Html, action: string, steps: Step[]): Html {
  return html`<div class="money-row">
    <div>${facts}</div>
    ${
      steps.length > 0
        ? html`<form method="post" action="${action}" class="line-form">
            ${deliverySelect()}
            ${steps.map(
              ([outcome, label]) => html`<button class="small" name="outcome" value="${outcome}">${label}</button>`,
            )}
          </form>`
        : null
    }
  </div>`;
}
