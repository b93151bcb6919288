export class TimeoutError extends Error {
  constructor(ms: number) {
    super(`No answer within ${ms} ms`);
  }
}

/** @throws TimeoutError when `work` takes longer. The work is not cancelled, and its later result is ignored. */
export function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // After a long block of the event loop the answer may be waiting already: read it first.
      setImmediate(() => reject(new TimeoutError(ms)));
    }, ms).unref();
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
