import {
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  retry,
  timeout,
  TaskCancelledError,
  TimeoutStrategy,
  wrap,
  type IPolicy,
} from 'cockatiel';
import { UpstreamError } from './http-json.js';

export interface CallLimits {
  /** One try. */
  timeoutMs: number;
  /** Tries after the first. */
  retries: number;
  retryAfterMs: number;
  /** Failed tries in a row, whatever was asked, after which nothing is asked for `breakMs`. */
  failuresToBreak: number;
  breakMs: number;
}

/** With the pauses in between, all tries fit into the ten seconds that a visitor may have to wait. */
export const CALL_LIMITS: CallLimits = {
  timeoutMs: 4_000,
  retries: 2,
  retryAfterMs: 150,
  failuresToBreak: 6,
  breakMs: 5_000,
};

/** Time-out inside circuit breaker inside retries, which have a growing pause of random length between them. */
export function callPolicy(limits: CallLimits): IPolicy {
  const tries = retry(
    handleWhen((error) => error instanceof TaskCancelledError || (error instanceof UpstreamError && error.again)),
    {
      maxAttempts: limits.retries,
      backoff: new ExponentialBackoff({ initialDelay: limits.retryAfterMs, maxDelay: limits.retryAfterMs * 4 }),
    },
  );
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof TaskCancelledError || error instanceof UpstreamError),
    { breaker: new ConsecutiveBreaker(limits.failuresToBreak), halfOpenAfter: limits.breakMs },
  );
  return wrap(tries, breaker, timeout(limits.timeoutMs, TimeoutStrategy.Aggressive));
}
