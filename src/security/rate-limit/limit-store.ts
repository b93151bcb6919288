import { Injectable } from '@nestjs/common';
import { ThrottlerStorageService, type ThrottlerStorage } from '@nestjs/throttler';

export interface Count {
  hits: number;
  /** Seconds until the oldest hit is forgotten. */
  resetSeconds: number;
}

/** Where hits are counted. One that several instances share takes the place of the one in memory. */
export abstract class LimitStore {
  /** Adds a hit unless there are `max` already; says whether it was one too many. */
  abstract hit(key: string, max: number, windowMs: number): Promise<Count & { refused: boolean }>;

  /** Looks without counting. */
  abstract peek(key: string, windowMs: number): Promise<Count>;
}

/** Counts in this process. What has run out of its window is swept away once a minute. */
@Injectable()
export class MemoryLimitStore extends LimitStore {
  private readonly storage: ThrottlerStorage & { onApplicationShutdown(): void } = new ThrottlerStorageService();

  async hit(key: string, max: number, windowMs: number): Promise<Count & { refused: boolean }> {
    // A block time of 0 makes it a sliding window: a refused hit isn't counted, each counted one ends by itself.
    const record = await this.storage.increment(key, windowMs, max, 0, '');
    const resetSeconds = record.isBlocked ? record.timeToBlockExpire : record.timeToExpire;
    return { hits: record.totalHits, resetSeconds: Math.max(1, resetSeconds), refused: record.isBlocked };
  }

  async peek(key: string, windowMs: number): Promise<Count> {
    // At a limit of 0 every hit is one too many, so the storage reports and counts nothing.
    const record = await this.storage.increment(key, windowMs, 0, 0, '');
    return { hits: record.totalHits - 1, resetSeconds: Math.max(1, record.timeToBlockExpire) };
  }

  onApplicationShutdown(): void {
    this.storage.onApplicationShutdown();
  }
}
