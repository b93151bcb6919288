const WIDTH = 30;

/** A line on a terminal that is rewritten each time. Nothing is shown where the output is not a terminal. */
export const progressLine = {
  show(text: string): void {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  },
  clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  },
};

/** @returns `████████░░░░  67 %` */
export function bar(done: number, all: number): string {
  const part = all ? Math.min(1, done / all) : 1;
  const full = Math.round(part * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(part * 100)).padStart(3)} %`;
}
