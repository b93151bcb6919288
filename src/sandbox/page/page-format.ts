import type { DeliveryReport } from '../events/event-report.js';

export function money(cents: number | null, currency: string | null): string {
  const style = { style: 'currency', currency: (currency ?? 'eur').toUpperCase() } as const;
  return new Intl.NumberFormat('fr-FR', style).format((cents ?? 0) / 100);
}

export function dateTime(second: number): string {
  const style = { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Paris' } as const;
  return new Intl.DateTimeFormat('fr-FR', style).format(second * 1000);
}

export function countryName(code: string): string {
  return new Intl.DisplayNames('fr', { type: 'region' }).of(code) ?? code;
}

/** @returns a label, and the tone of its badge */
export function sessionState(status: string | null, paymentStatus: string): [string, Tone] {
  if (status === 'open') return ['ouverte', 'info'];
  if (status === 'expired') return ['expirée', 'muted'];
  if (paymentStatus === 'paid') return ['payée', 'good'];
  if (paymentStatus === 'no_payment_required') return ['rien à payer', 'good'];
  return ['en attente du paiement', 'warn'];
}

export function refundState({ status }: { status: string | null }): [string, Tone] {
  if (status === 'succeeded') return ['remboursé', 'good'];
  if (status === 'pending') return ['en attente', 'warn'];
  if (status === 'requires_action') return ['attend l’acheteur', 'warn'];
  if (status === 'failed') return ['échoué', 'bad'];
  return ['annulé', 'muted'];
}

export function disputeState({ status }: { status: string }): [string, Tone] {
  if (status === 'won') return ['gagné', 'good'];
  if (status === 'lost') return ['perdu', 'bad'];
  if (status.endsWith('under_review')) return ['à l’étude', 'info'];
  if (status === 'warning_closed') return ['clos', 'muted'];
  return ['attend une réponse', 'warn'];
}

export type Tone = 'info' | 'good' | 'warn' | 'bad' | 'muted';

export function deliveryState({ state, status, problem, attempts, nextAt }: DeliveryReport): [string, Tone] {
  const answer = status === null ? (problem ?? 'pas de réponse') : `réponse ${status}`;
  if (state === 'delivered') return [`livré, ${answer}`, 'good'];
  if (state === 'held') return ['non envoyé', 'muted'];
  if (state === 'dropped') return ['remplacé par un autre envoi', 'muted'];
  if (state === 'failed') return [`échec, ${answer}`, 'bad'];
  const at = nextAt ? ` à ${dateTime(Date.parse(nextAt) / 1000).slice(11)}` : '';
  return attempts.length === 0 ? [`prévu${at}`, 'info'] : [`${answer}, nouvel essai${at}`, 'warn'];
}
