import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { peakMb } from './memory.mjs';

const CLI = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));

/**
 * Runs a command of the shop as an operator does.
 * @returns {Promise<{ seconds: number, megabytes: number }>} from the start of the process to its end, and its peak
 */
export async function runMeasured(argv, env) {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, ...argv], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let [peak, output] = [0, ''];
  child.stdout.on('data', (chunk) => (output += chunk));
  const watch = setInterval(() => (peak = Math.max(peak, peakMb(child.pid))), 50);
  const [code] = await once(child, 'exit');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${argv[0]} ended with ${code}:\n${output.slice(0, 2000)}`);
  return { seconds: (performance.now() - started) / 1000, megabytes: peak };
}
