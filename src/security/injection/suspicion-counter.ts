import { Injectable } from '@nestjs/common';
import type { Suspicion } from './suspicious-content.error.js';

/** How many requests were refused since the start, by what was wrong with them: for the metrics. */
@Injectable()
export class SuspicionCounter {
  private readonly counts = new Map<Suspicion, number>();

  count(suspicion: Suspicion): void {
    this.counts.set(suspicion, (this.counts.get(suspicion) ?? 0) + 1);
  }

  all(): Partial<Record<Suspicion, number>> {
    return Object.fromEntries(this.counts);
  }
}
