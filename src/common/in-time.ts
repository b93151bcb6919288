/** Nothing came in time. */
export class NoAnswerError extends Error {
  constructor() {
    super('no answer in time');
  }
}

/** @throws NoAnswerError when `work` takes longer; what becomes of it then, nobody hears */
export function inTime<T>(work: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      // A process that was busy for so long has the answer waiting, perhaps: let it be read first.
      setImmediate(() => reject(new NoAnswerError()));
    }, ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
