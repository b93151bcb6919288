/** Never longer than this, for clocks that jump and files that two processes write to. */
const LONGEST_MS = 60_000;

/** One timer for whatever comes next. It keeps no process alive. */
export class Alarm {
  private timer: NodeJS.Timeout | undefined;
  private stopped = true;

  /**
   * @param next milliseconds until something is due; undefined when nothing is
   * @param ring does what is due
   */
  constructor(
    private readonly next: () => number | undefined,
    private readonly ring: () => void,
  ) {}

  start(): void {
    this.stopped = false;
    this.set();
  }

  /** Something was planned or done: look anew. */
  set(): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    const wait = Math.min(Math.max(this.next() ?? LONGEST_MS, 0), LONGEST_MS);
    this.timer = setTimeout(() => {
      this.ring();
      this.set();
    }, wait).unref();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }
}
