import { AsyncLocalStorage } from 'node:async_hooks';

const ids = new AsyncLocalStorage<string>();

/** Lets everything that `work` starts know which request it is for. */
export function inRequest<T>(id: string, work: () => T): T {
  return ids.run(id, work);
}

/** @returns the id of the current request; undefined in a job */
export function currentRequestId(): string | undefined {
  return ids.getStore();
}
