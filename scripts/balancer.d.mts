/** Milliseconds between two questions to an instance whether it is ready. */
export const CHECK_MS: number;

export interface Balancer {
  url: string;
  /** Requests that were cut off, and those that no instance took. */
  counts: { cut: number; refused: number };
  /** How many answers came from each instance. */
  answered(): number[];
  isReady(url: string): boolean;
  /** From now on these. */
  use(urls: string[]): void;
  close(): Promise<void>;
}

export function startBalancer(urls: string[]): Promise<Balancer>;
