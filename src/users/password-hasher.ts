import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import bcrypt from 'bcrypt';
import { AppMetrics } from '../common/metrics/app-metrics.js';
import { addressKey } from '../security/rate-limit/client-key.js';
import { FairQueue } from './fair-queue.js';
import { HashingBusyError } from './users.errors.js';

export const BCRYPT_COST = 12;

/** bcrypt ignores further bytes: a longer password would match with any ending. */
export const PASSWORD_MAX_BYTES = 72;

/** Node's default thread pool, shared by bcrypt, files and DNS look-ups. */
const POOL_THREADS = 4;

/** One core and one thread of the pool stay free for everything else. */
export const HASHES_AT_ONCE = Math.max(1, Math.min(availableParallelism(), POOL_THREADS) - 1);

/** A hash takes about a quarter of a second: the last in the queue waits about five. */
export const QUEUE_LENGTH = 20 * HASHES_AT_ONCE;

/** The hash of a random, unknown password. Compared when there is no account, to take the same time. */
export const NOBODYS_HASH = '$2b$12$6I/9mpVPkixjcBGTFR6nBeTLoQtJ5n9pdBQCNOAsWeyVwXNBEwuVO';

/**
 * Hashes and compares passwords with bcrypt, a limited number at a time, so that a storm of logins can't starve the
 * shop. Client IPs take turns: a client with many requests does not delay the others.
 */
@Injectable()
export class PasswordHasher {
  private readonly queue = new FairQueue(HASHES_AT_ONCE, QUEUE_LENGTH, () => new HashingBusyError());

  constructor(metrics: AppMetrics) {
    metrics.register('hashing', () => ({ active: this.queue.activeCount, waiting: this.queue.pendingCount }));
  }

  /**
   * @param password at most 72 bytes
   * @param clientIp its key in the queue
   * @throws HashingBusyError when the queue is full
   */
  hash(password: string, clientIp?: string): Promise<string> {
    return this.queue.run(addressKey(clientIp), () => bcrypt.hash(password, BCRYPT_COST));
  }

  /**
   * @param hash null without an account: returns false after the same time
   * @param clientIp its key in the queue
   * @throws HashingBusyError when the queue is full
   */
  async matches(password: string, hash: string | null, clientIp?: string): Promise<boolean> {
    const isSame = await this.queue.run(addressKey(clientIp), () => bcrypt.compare(password, hash ?? NOBODYS_HASH));
    return isSame && hash !== null && Buffer.byteLength(password) <= PASSWORD_MAX_BYTES;
  }
}
