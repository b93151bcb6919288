import { EventEmitter } from 'node:events';
import { Injectable } from '@nestjs/common';
import type { ErrorCode } from '../errors/error-texts.js';

/** What happens and may be counted or timed. Nothing here may have more than a few dozen values, times aside. */
export interface Happenings {
  /** A request that was refused or failed; `reason` is the limit that it ran into, or what was suspicious. */
  refused: [{ code: ErrorCode; reason: string }];
  /** An attempt at a call to Stripe: `POST /v1/checkout/sessions`, and its status or how the connection ended. */
  stripeCalled: [{ call: string; outcome: string; seconds: number }];
  /** An event of Stripe's had its effect, so long after Stripe made it. */
  eventApplied: [{ type: string; seconds: number }];
  jobEnded: [{ job: string; outcome: 'done' | 'failed'; seconds: number }];
}

/** What can be asked for at any time: numbers by the label that `Measures.offer` is given them under. */
export type Reading = 'hashing' | 'databasePool' | 'catalogCache' | 'redis' | 'replicas' | 'replicaReads';

/**
 * What the features tell of their work, for whoever measures it: with nobody listening a call costs next to nothing.
 * They know no metric by name; src/health/metrics does, and knows no feature.
 */
@Injectable()
export class Measures extends EventEmitter<Happenings> {
  private readonly readings = new Map<Reading, () => Record<string, number>>();

  /** @param read the numbers now, by state: `{ active: 1, waiting: 0 }` */
  offer(name: Reading, read: () => Record<string, number>): void {
    this.readings.set(name, read);
  }

  /** @returns nothing by any state while nobody offers it */
  read(name: Reading): Record<string, number> {
    return this.readings.get(name)?.() ?? {};
  }
}
