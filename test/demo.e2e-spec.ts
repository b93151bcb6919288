import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const DEMO = fileURLToPath(new URL('../scripts/demo.mjs', import.meta.url));

describe('npm run demo', () => {
  it('ends with 0 when every step was as told: each asserts what it says', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [DEMO]);
    for (const title of ['A purchase', 'Two buyers, one card', 'Paid, and gone', 'The books']) {
      expect(stdout).toContain(`\n${title}\n`);
    }
    expect(stdout.trimEnd().endsWith('All as told.')).toBe(true);
  }, 60_000);
});
