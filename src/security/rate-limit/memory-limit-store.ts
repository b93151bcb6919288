import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ThrottlerStorageService, type ThrottlerStorage } from '@nestjs/throttler';
import { LimitStore, type Allowance, type Attempt, type Verdict } from './limit-store.js';

interface Place {
  over: Promise<void>;
  free: () => void;
}

/** Counts in this process. What has run out of its window is swept away once a minute. */
@Injectable()
export class MemoryLimitStore extends LimitStore implements OnApplicationShutdown {
  private readonly storage: ThrottlerStorage & OnApplicationShutdown = new ThrottlerStorageService();
  /** Attempts that have not ended yet: by key, then by id. */
  private readonly underWay = new Map<string, Map<string, Place>>();
  /** How many attempts have ended since the start. */
  private ended = 0;

  async hit({ key, max, windowMs }: Allowance): Promise<{ refused: boolean; resetSeconds: number }> {
    // A block time of 0 makes it a sliding window: a refused hit isn't counted, each counted one ends by itself.
    const record = await this.storage.increment(key, windowMs, max, 0, '');
    const resetSeconds = record.isBlocked ? record.timeToBlockExpire : record.timeToExpire;
    return { refused: record.isBlocked, resetSeconds: Math.max(1, resetSeconds) };
  }

  async begin({ id, allowances }: Attempt): Promise<Verdict> {
    for (;;) {
      const endedBefore = this.ended;
      const counts = await Promise.all(allowances.map((allowance) => this.peek(allowance)));
      // A failure may have been counted while we looked.
      if (endedBefore !== this.ended) continue;

      for (const [i, { hits, resetSeconds }] of counts.entries()) {
        const allowance = allowances[i]!;
        if (hits >= allowance.max) return { may: 'not', allowance, resetSeconds };
      }
      for (const [i, { hits }] of counts.entries()) {
        const places = this.underWay.get(allowances[i]!.key);
        if (places && hits + places.size >= allowances[i]!.max)
          return { may: 'wait', until: Promise.race([...places.values()].map(({ over }) => over)) };
      }
      // In the same tick as the room was found, before anybody else takes it.
      this.take(id, allowances);
      return { may: 'go' };
    }
  }

  end({ id, allowances }: Attempt): Promise<void> {
    this.ended++;
    for (const { key } of allowances) {
      const places = this.underWay.get(key);
      places?.get(id)?.free();
      places?.delete(id);
      if (!places?.size) this.underWay.delete(key);
    }
    return Promise.resolve();
  }

  onApplicationShutdown(): void {
    this.storage.onApplicationShutdown();
  }

  /** Looks without counting. */
  async peek({ key, windowMs }: Allowance): Promise<{ hits: number; resetSeconds: number }> {
    // At a limit of 0 every hit is one too many, so the storage reports and counts nothing.
    const record = await this.storage.increment(key, windowMs, 0, 0, '');
    return { hits: record.totalHits - 1, resetSeconds: Math.max(1, record.timeToBlockExpire) };
  }

  private take(id: string, allowances: Allowance[]): void {
    let free = (): void => undefined;
    const over = new Promise<void>((resolve) => (free = resolve));
    for (const { key } of allowances) {
      const places = this.underWay.get(key) ?? new Map<string, Place>();
      this.underWay.set(key, places.set(id, { over, free }));
    }
  }
}
