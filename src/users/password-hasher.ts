import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import pLimit from 'p-limit';
import { Measures } from '../common/measures/measures.js';
import { HashingBusyError } from './users.errors.js';

export const BCRYPT_COST = 12;

/** bcrypt reads no further; a longer password would match whatever follows. */
export const PASSWORD_MAX_BYTES = 72;

/** Threads that Node gives to bcrypt, files and name look-ups together, unless told otherwise. */
const POOL_THREADS = 4;

/** A core, and a thread of the pool, always stay free for everything else. */
export const HASHES_AT_ONCE = Math.max(1, Math.min(availableParallelism(), POOL_THREADS) - 1);

/** A hash takes about a quarter of a second: whoever is last in the queue waits about five. */
export const QUEUE_LENGTH = 20 * HASHES_AT_ONCE;

/** Of a random password that nobody kept. Compared with where there is no account, to take the same time. */
export const NOBODYS_HASH = '$2b$12$6I/9mpVPkixjcBGTFR6nBeTLoQtJ5n9pdBQCNOAsWeyVwXNBEwuVO';

/** Hashes and compares passwords with bcrypt, so many at a time that the shop goes on beside a storm of logins. */
@Injectable()
export class PasswordHasher {
  private readonly limit = pLimit(HASHES_AT_ONCE);

  constructor(measures: Measures) {
    measures.offer('hashing', () => ({ active: this.limit.activeCount, waiting: this.limit.pendingCount }));
  }

  /**
   * @param password at most 72 bytes
   * @throws HashingBusyError when the queue is full
   */
  hash(password: string): Promise<string> {
    return this.enqueue(() => bcrypt.hash(password, BCRYPT_COST));
  }

  /**
   * @param hash null where there is no account: the answer is no then, and takes as long as any other
   * @throws HashingBusyError when the queue is full
   */
  async matches(password: string, hash: string | null): Promise<boolean> {
    const isSame = await this.enqueue(() => bcrypt.compare(password, hash ?? NOBODYS_HASH));
    return isSame && hash !== null && Buffer.byteLength(password) <= PASSWORD_MAX_BYTES;
  }

  private async enqueue<T>(work: () => Promise<T>): Promise<T> {
    const { activeCount, pendingCount } = this.limit;
    if (activeCount + pendingCount >= HASHES_AT_ONCE + QUEUE_LENGTH) throw new HashingBusyError();
    return this.limit(work);
  }
}
