import { money } from '../../../common/money.js';

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
  won: 'gagné',
  lost: 'perdu',
  prevented: 'évité',
};

export interface ToldDispute {
  amount: number;
  currency: string;
  reason: string;
  status: string;
}

/** For the order's history and whoever looks after the shop. */
export function disputeNote({ amount, currency, reason, status }: ToldDispute, isClosed: boolean): string {
  const what = `${isClosed ? 'Litige bancaire clos' : 'Litige bancaire'} : ${money(amount, currency)}`;
  return `${what}, motif « ${REASONS[reason] ?? reason} », statut « ${STATUSES[status] ?? status} ».`;
}

export const DISPUTE_SUBJECT = 'Un paiement est contesté';
