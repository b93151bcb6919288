import { money } from '../../common/money.js';

interface Amount {
  amountCents: number;
  currency: string;
}

/** For the order's history, which the buyer may read. */
export function refundNote({ amountCents, currency }: Amount, isPartial: boolean): string {
  const amount = money(amountCents, currency);
  if (isPartial) return `Remboursement partiel de ${amount}.`;
  return amountCents > 0 ? `Remboursement de ${amount}.` : 'Aucun montant à rembourser.';
}

/** For the order's history: goods that came back without money. */
export function returnNote(units: number): string {
  return units === 1 ? 'Retour d’un article enregistré.' : `Retour de ${units} articles enregistré.`;
}

/** For the shop. */
export function refundFailed({ amountCents, currency }: Amount, reason: string): string {
  return `Le remboursement de ${money(amountCents, currency)} n’a pas abouti : ${reason}`;
}

export function refundUnanswered({ amountCents, currency }: Amount): string {
  return `Stripe ne répond pas à la demande de remboursement de ${money(amountCents, currency)} ; elle est répétée.`;
}

export function refundPending({ amountCents, currency }: Amount): string {
  return `Le remboursement de ${money(amountCents, currency)} est en attente à la banque depuis plus de 7 jours.`;
}

export const ALERT_SUBJECT = 'Un remboursement n’a pas abouti';
