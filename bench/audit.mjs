import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAX_SECONDS = 10;
const MAX_MB = 300;
const SCRIPT = fileURLToPath(new URL('../scripts/stock-audit.mjs', import.meta.url));

/**
 * `npm run stock:audit` as an operator runs it: its time from the start of the process, and its memory.
 * @param folder with the database
 * @param orders that are in it
 */
export async function measureAudit(folder, orders) {
  const { seconds, megabytes } = await audit(folder);
  return [
    {
      what: `audit of ${orders.toLocaleString('en')} orders`,
      shop: `${seconds.toFixed(1)} s, ${Math.round(megabytes)} MB`,
      floor: '–',
      ratio: '–',
      goal: `≤ ${MAX_SECONDS} s, ≤ ${MAX_MB} MB`,
      ok: seconds <= MAX_SECONDS && megabytes <= MAX_MB,
    },
  ];
}

async function audit(folder) {
  const started = performance.now();
  const env = { PATH: process.env.PATH, DATA_DIR: folder };
  const child = spawn(process.execPath, [SCRIPT], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let [peak, output] = [0, ''];
  child.stdout.on('data', (chunk) => (output += chunk));
  const watch = setInterval(() => (peak = Math.max(peak, peakMb(child.pid))), 50);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`The audit ended with ${code}:\n${output.slice(0, 2000)}`);
  return { seconds: (performance.now() - started) / 1000, megabytes: peak };
}

/** The kernel's own high-water mark of resident memory, from proc_pid_status(5); 0 once the process is gone. */
function peakMb(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return 0;
  }
}
