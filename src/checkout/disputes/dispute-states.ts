/** The bank asks for information, and has taken no money: docs.stripe.com/disputes/how-disputes-work */
export function isInquiry(status: string): boolean {
  return status.startsWith('warning_');
}

export function awaitsEvidence(status: string): boolean {
  return status.endsWith('needs_response');
}

/** Ended in the shop's favour. */
export const WITHOUT_LOSS = ['won', 'warning_closed'];

/** The bank took the money for good. */
export const LOST = 'lost';

/** Stripe decides nothing more. Any other status, new ones included, may change. */
export const ENDED = [...WITHOUT_LOSS, LOST, 'prevented'];

/** Whether the shop must be told: not when the bank looks into what the shop itself has sent. */
export function isNews(before: string | null, now: string): boolean {
  if (before === null) return true;
  return before !== now && !(now.endsWith('under_review') && isInquiry(before) === isInquiry(now));
}
