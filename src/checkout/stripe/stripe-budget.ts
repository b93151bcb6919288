import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Observable } from 'rxjs';
import { inRequest } from '../../common/request-context.js';
import type { RequestWithId } from '../../common/request-id.js';

/**
 * Milliseconds that a request may wait for Stripe, all its calls and their repeats together: a person is promised an
 * answer within ten seconds, and three calls in a row that hang would take three times as long as one.
 */
const BUDGET_MS = 7_000;

const deadline = new AsyncLocalStorage<number>();

/** Bounds what `work` and all that it awaits may wait for Stripe. */
export function withinBudget<T>(work: () => T, budgetMs = BUDGET_MS): T {
  return deadline.run(performance.now() + budgetMs, work);
}

/** @returns milliseconds that a call to Stripe may take now, `limitMs` at most; 0 when the budget is used up */
export function timeLeft(limitMs: number): number {
  const end = deadline.getStore();
  return end === undefined ? limitMs : Math.max(0, Math.min(limitMs, end - performance.now()));
}

/** For the routes that people wait for, reads included. Webhooks and jobs have all the time that the SDK takes. */
@Injectable()
export class StripeBudget implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { id = '' } = context.switchToHttp().getRequest<RequestWithId>();
    return new Observable((subscriber) => inRequest(id, () => withinBudget(() => next.handle().subscribe(subscriber))));
  }
}
