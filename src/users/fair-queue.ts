interface Waiter {
  start: () => void;
  refuse: (error: Error) => void;
}

/**
 * Runs a limited number of tasks at a time; a limited number waits. Keys take turns: a key's first waiting task waits
 * for at most one task of each other key. When the queue is full, a key with fewer waiting tasks takes the last place
 * of the key with the most.
 */
export class FairQueue {
  /** By key, in the order of their turns. */
  private readonly queues = new Map<string, Waiter[]>();
  private running = 0;

  constructor(
    private readonly atOnce: number,
    private readonly length: number,
    private readonly refusal: () => Error,
  ) {}

  get activeCount(): number {
    return this.running;
  }

  get pendingCount(): number {
    return [...this.queues.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** @throws the refusal when the queue is full, or the task loses its place; else what `work` throws */
  async run<T>(key: string, work: () => Promise<T>): Promise<T> {
    if (this.running < this.atOnce) this.running++;
    else await this.turn(key);
    try {
      return await work();
    } finally {
      this.next();
    }
  }

  private turn(key: string): Promise<void> {
    if (this.pendingCount >= this.length) this.makeRoom(this.queues.get(key)?.length ?? 0);
    return new Promise((start, refuse) => {
      const queue = this.queues.get(key) ?? [];
      queue.push({ start, refuse });
      this.queues.set(key, queue);
    });
  }

  private makeRoom(own: number): void {
    const [longest = []] = [...this.queues.values()].sort((a, b) => b.length - a.length);
    if (longest.length <= own + 1) throw this.refusal();
    longest.pop()?.refuse(this.refusal());
  }

  /** Starts the next task after one has ended. */
  private next(): void {
    const [turn] = this.queues;
    if (!turn) {
      this.running--;
      return;
    }
    const [key, queue] = turn;
    const waiter = queue.shift();
    // To the end of the order, if the key has more tasks.
    this.queues.delete(key);
    if (queue.length) this.queues.set(key, queue);
    waiter?.start();
  }
}
