/** At most this long: clocks may jump, and another process may write to the file. */
const LONGEST_MS = 60_000;

/** One timer for the next due work. It does not keep the process alive. */
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

  /** Call it after a change of the planned work. */
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
