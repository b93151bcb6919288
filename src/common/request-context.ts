import { AsyncLocalStorage } from 'node:async_hooks';

export interface RequestContext {
  id: string;
  /** When its time for calls to Stripe is over, by `performance.now()`. */
  stripeDeadline?: number;
}

const contexts = new AsyncLocalStorage<RequestContext>();

/** Lets everything that `work` starts know which request it is for. */
export function inRequest<T>(id: string, work: () => T): T {
  return contexts.run({ id }, work);
}

/** @returns undefined in a job or a command */
export function currentRequest(): RequestContext | undefined {
  return contexts.getStore();
}
