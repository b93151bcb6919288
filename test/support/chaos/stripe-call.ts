import type { FaultRequest } from '../sandbox.js';
import type { Answer } from './answers.js';
import type { Stage } from './stage.js';

/** Somebody's way through the shop that makes a call to Stripe. */
export interface Flow {
  /** What makes the call. A webhook answers Stripe and a job answers nobody: then nothing is returned. */
  act(): Promise<Answer | void>;
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
