import type { FaultRequest } from '../sandbox.js';
import type { Stage } from './stage.js';

/** Somebody's way through the shop that makes a call to Stripe. */
export interface Flow {
  /** What makes the call. An `Answer` is what a person was told; a webhook answers Stripe, and a job nobody. */
  act(): Promise<unknown>;
  /** Who was sent away comes again, Stripe as well; the jobs run after it, and before `check`. */
  again?(): Promise<unknown>;
  check(): Promise<unknown>;
}

/** A call of ours to Stripe, and where it is made. */
export interface StripeCall {
  name: string;
  match: NonNullable<FaultRequest['match']>;
  prepare(stage: Stage): Promise<Flow>;
}
