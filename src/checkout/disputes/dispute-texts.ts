import { money } from '../../common/money.js';
import { awaitsEvidence, ENDED, isInquiry, LOST } from './dispute-states.js';

/** docs.stripe.com/disputes/categories; what is not here is shown as Stripe calls it. */
const REASONS: Partial<Record<string, string>> = {
  bank_cannot_process: 'la banque ne peut pas traiter le paiement',
  check_returned: 'chèque rejeté',
  credit_not_processed: 'remboursement non reçu',
  customer_initiated: 'à la demande du client',
  debit_not_authorized: 'prélèvement non autorisé',
  duplicate: 'paiement en double',
  fraudulent: 'paiement frauduleux',
  general: 'motif général',
  incorrect_account_details: 'coordonnées bancaires incorrectes',
  insufficient_funds: 'provision insuffisante',
  noncompliant: 'paiement non conforme',
  product_not_received: 'commande non reçue',
  product_unacceptable: 'article non conforme',
  subscription_canceled: 'abonnement résilié',
  unrecognized: 'paiement non reconnu',
};

const STATUSES: Partial<Record<string, string>> = {
  warning_needs_response: 'demande d’informations, réponse attendue',
  warning_under_review: 'demande d’informations en cours d’examen',
  warning_closed: 'demande d’informations close',
  needs_response: 'réponse attendue',
  under_review: 'en cours d’examen',
  appeal_needs_response: 'appel, réponse attendue',
  appeal_under_review: 'appel en cours d’examen',
  won: 'gagné',
  lost: 'perdu',
  prevented: 'évité',
};

export interface DisputeDetails {
  amountCents: number;
  currency: string;
  reason: string;
  status: string;
  evidenceDueAt: Date | null;
}

/**
 * For the order's history and the mail to the shop.
 * @param before its last known status
 * @param timeZone of the day on which evidence is due
 */
export function disputeNote(dispute: DisputeDetails, before: string | null, timeZone: string): string {
  const { amountCents, currency, reason, status, evidenceDueAt } = dispute;
  const what = `${titleOf(before, status)} : ${money(amountCents, currency)}`;
  const lastDay = evidenceDueAt?.toLocaleDateString('fr-FR', { dateStyle: 'long', timeZone });
  const due = awaitsEvidence(status) && lastDay ? ` Réponse possible jusqu’au ${lastDay}.` : '';
  return `${what}, motif « ${REASONS[reason] ?? reason} », statut « ${STATUSES[status] ?? status} ».${due}`;
}

function titleOf(before: string | null, status: string): string {
  if (ENDED.includes(status)) return isInquiry(status) ? 'Demande d’informations close' : 'Litige bancaire clos';
  if (isInquiry(status)) return 'Demande d’informations de la banque';
  return before && isInquiry(before) ? 'La demande d’informations devient un litige bancaire' : 'Litige bancaire';
}

/** The subject of the mail to the shop. */
export function disputeSubject(before: string | null, status: string): string {
  if (status === 'won') return 'Un litige est gagné';
  if (status === LOST) return 'Un litige est perdu';
  if (status === 'warning_closed') return 'Une demande d’informations est close';
  if (ENDED.includes(status)) return 'Un litige est clos';
  if (isInquiry(status)) return 'La banque d’un client demande des informations';
  return before && isInquiry(before) ? 'Une demande d’informations devient un litige' : 'Un paiement est contesté';
}

export const EVIDENCE_DUE_SUBJECT = 'Un litige attend une réponse';
