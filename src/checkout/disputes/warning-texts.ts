import type { PaymentWarning } from '../../prisma/client.js';

/** The SDK's comment on `fraud_type`; what is not here is shown as Stripe calls it. */
const FRAUD_TYPES: Partial<Record<string, string>> = {
  card_never_received: 'carte jamais reçue',
  fraudulent_card_application: 'carte obtenue par fraude',
  made_with_counterfeit_card: 'carte contrefaite',
  made_with_lost_card: 'carte perdue',
  made_with_stolen_card: 'carte volée',
  misc: 'autre',
  unauthorized_use_of_card: 'utilisation non autorisée de la carte',
};

const OPENED: Partial<Record<string, string>> = { rule: 'règle de Stripe', manual: 'demandé à la main' };

const CLOSED: Partial<Record<string, string>> = {
  acknowledged: 'pris en compte',
  approved: 'paiement approuvé',
  canceled: 'paiement annulé',
  disputed: 'paiement contesté',
  payment_never_settled: 'paiement jamais abouti',
  redacted: 'données effacées',
  refunded: 'paiement remboursé',
  refunded_as_fraud: 'paiement remboursé pour fraude',
};

export type WarningDetails = Pick<PaymentWarning, 'kind' | 'reason' | 'isOpen' | 'closedReason'>;

/** For the order's history and the mail to the shop. */
export function warningNote({ kind, reason, isOpen, closedReason }: WarningDetails): string {
  if (kind === 'EARLY_FRAUD_WARNING') {
    const type = FRAUD_TYPES[reason] ?? reason;
    if (isOpen) return `La banque du client signale une fraude : ${type}. Un litige est probable.`;
    return `Signalement de fraude sans suite à donner : ${type}.`;
  }
  if (isOpen) return `Stripe demande d’examiner le paiement : ${OPENED[reason] ?? reason}.`;
  return `Examen du paiement clos chez Stripe : ${CLOSED[closedReason ?? ''] ?? closedReason ?? 'sans motif'}.`;
}

/** The subject of the mail to the shop. */
export function warningSubject({ kind, isOpen }: WarningDetails): string {
  if (kind === 'EARLY_FRAUD_WARNING') return 'Une banque signale une fraude';
  return isOpen ? 'Un paiement est à examiner' : 'L’examen d’un paiement est clos';
}
