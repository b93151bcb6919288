import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { currentRequest } from '../../common/request-context.js';

/**
 * Milliseconds that a request may wait for Stripe, for all calls and retries together. Answers are promised within ten
 * seconds, and three hanging calls would take three times the limit of one.
 */
const BUDGET_MS = 7_000;

/** Limits the time that the current request may still wait for Stripe. */
export function startBudget(budgetMs = BUDGET_MS): void {
  const request = currentRequest();
  if (request) request.stripeDeadline = performance.now() + budgetMs;
}

/** @returns false in jobs and commands */
export function isBudgeted(): boolean {
  return currentRequest()?.stripeDeadline !== undefined;
}

/** @returns milliseconds that a call to Stripe may take now, `limitMs` at most; 0 when the budget is used up */
export function timeLeft(limitMs: number): number {
  const end = currentRequest()?.stripeDeadline;
  return end === undefined ? limitMs : Math.max(0, Math.min(limitMs, end - performance.now()));
}

/**
 * For every route: a user waits. So does Stripe for the answer to its webhook; it would take a late one for a failure
 * and deliver the event again. An event that is not applied in time is stored, and the job retries it.
 */
@Injectable()
export class StripeBudget implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    startBudget();
    return next.handle();
  }
}
