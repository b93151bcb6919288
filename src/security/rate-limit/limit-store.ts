/** One thing that is counted, and how much of it is too much. */
export interface Allowance {
  key: string;
  max: number;
  windowMs: number;
}

/** Where hits are counted, and attempts that may become hits. */
export abstract class LimitStore {
  /** Adds a hit unless there are `max` already; says whether it was one too many, and when to come back. */
  abstract hit(allowance: Allowance): Promise<{ refused: boolean; resetSeconds: number }>;

  /**
   * Asks for an attempt that may become a hit of each allowance. Those under way count as if they failed, so that many at
   * once get no more hits than one by one.
   */
  abstract begin(attempt: Attempt): Promise<Verdict>;

  /** For each attempt that was let go: frees its place, after its failure was counted with `hit`. */
  abstract end(attempt: Attempt): Promise<void>;
}

export interface Attempt {
  /** Nobody else's. */
  id: string;
  /** When it asked first, in milliseconds since 1970. */
  since: number;
  allowances: Allowance[];
}

export type Verdict =
  | { may: 'go' }
  /** Others may fail or not: ask again once `until` is over. */
  | { may: 'wait'; until: Promise<void> }
  | { may: 'not'; allowance: Allowance; resetSeconds: number };
