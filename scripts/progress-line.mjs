const WIDTH = 30;

/** A line on a terminal that is written anew each time; nothing where the output is no terminal. */
export const progressLine = {
  /** @param {string} text */
  show(text) {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`);
  },
  clear() {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  },
};

/**
 * @param {number} done
 * @param {number} all
 * @returns {string} `████████░░░░  67 %`
 */
export function bar(done, all) {
  const part = all ? Math.min(1, done / all) : 1;
  const full = Math.round(part * WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(Math.floor(part * 100)).padStart(3)} %`;
}
