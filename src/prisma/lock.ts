/** Lets one caller in at a time, in the order they came. */
export class Lock {
  private last: Promise<void> = Promise.resolve();

  /** @returns what lets the next one in; calling it again does nothing */
  async acquire(): Promise<() => void> {
    const before = this.last;
    let release!: () => void;
    this.last = new Promise((resolve) => (release = resolve));
    await before;
    return release;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.acquire();
    try {
      return await work();
    } finally {
      release();
    }
  }
}
