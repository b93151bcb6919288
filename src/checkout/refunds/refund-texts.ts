import { money } from '../../common/money.js';
import type { OrderStatus } from '../../generated/sqlite/client.js';

interface Amount {
  amountCents: number;
  currency: string;
}

/** For the order's history, which the buyer may read. */
export function givenBack({ amountCents, currency }: Amount, becomes: OrderStatus | null): string {
  const amount = money(amountCents, currency);
  if (becomes === null) return `Remboursement partiel de ${amount}.`;
  return amountCents > 0 ? `Remboursement de ${amount}.` : 'Aucun montant à rembourser.';
}

/** For whoever looks after the shop. */
export function refundFailed({ amountCents, currency }: Amount, reason: string): string {
  return `Le remboursement de ${money(amountCents, currency)} n’a pas abouti : ${reason}`;
}

export function refundUnanswered({ amountCents, currency }: Amount): string {
  return `Stripe ne répond pas à la demande de remboursement de ${money(amountCents, currency)} ; elle est répétée.`;
}

export const ALERT_SUBJECT = 'Un remboursement n’a pas abouti';
