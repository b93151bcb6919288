export interface Balancer {
  url: string;
  /** Requests that were cut off, and those that no instance took. */
  counts: { cut: number; refused: number };
  /** How many answers came from each instance. */
  answered(): number[];
  isReady(url: string): boolean;
  /** No new request goes to this one until it is asked back, as when a Kubernetes pod is about to end. */
  rest(url: string): void;
  askBack(url: string): void;
  /** From now on these. */
  use(urls: string[]): void;
  close(): Promise<void>;
}

export function startBalancer(urls: string[]): Promise<Balancer>;
