/** Another transaction has written the row since Stripe was read. */
export class OutdatedReadingError extends Error {}

/** Each one is lost only to a change of the same object at Stripe. */
const ATTEMPTS = 10;

interface Reading<T> {
  /** Of the row, before Stripe is read; 0 while there is none. */
  version: () => Promise<number>;
  /** From Stripe; null when it knows no such object. */
  read: () => Promise<T | null>;
  /** In one transaction. @throws OutdatedReadingError when the row no longer has that version */
  write: (found: T, version: number) => Promise<void>;
}

/**
 * Reads an object at Stripe and writes it here. Stripe is not called inside a transaction, so a concurrent call may read
 * later and write earlier. Then this one reads again. So the row is never older than what was read last.
 * @returns whether Stripe knows it
 * @throws PaymentUnavailableError
 */
export async function writeLatestReading<T>({ version, read, write }: Reading<T>): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const before = await version();
    const found = await read();
    if (found === null) return false;
    try {
      await write(found, before);
      return true;
    } catch (error) {
      if (!(error instanceof OutdatedReadingError) || attempt === ATTEMPTS) throw error;
    }
  }
}
