import { currentRequest } from '../../common/request-context.js';

/**
 * Milliseconds that a request may wait for Stripe, from its first call, for all calls and retries together. Answers are
 * promised within ten seconds, and three hanging calls would take three times the limit of one.
 *
 * A user waits for every route. So does Stripe for the answer to its webhook; it would take a late one for a failure and
 * deliver the event again. An event that is not applied in time is stored, and the job retries it.
 */
const BUDGET_MS = 7_000;

/** @returns false in jobs and commands */
export function isBudgeted(): boolean {
  return currentRequest() !== undefined;
}

/** @returns milliseconds that a call to Stripe may take now, `limitMs` at most; 0 when the budget is used up */
export function timeLeft(limitMs: number): number {
  const request = currentRequest();
  if (!request) return limitMs;
  request.stripeDeadline ??= performance.now() + BUDGET_MS;
  return Math.max(0, Math.min(limitMs, request.stripeDeadline - performance.now()));
}
