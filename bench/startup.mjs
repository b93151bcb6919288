import { startThrowawayShop } from '../scripts/throwaway-shop.mjs';
import { median } from './load.mjs';
import { residentMb, SETTLE_MS } from './memory.mjs';

const ROUNDS = 3;
const MAX_START_SECONDS = 2.5;
const MAX_IDLE_MB = 200;

/** From spawning the built shop on an empty folder to its first 200; its memory when idle. */
export async function measureStartup() {
  const starts = [];
  for (let round = 0; round < ROUNDS; round++) {
    const shop = await startThrowawayShop();
    starts.push(shop.startMs / 1000);
    await shop.stop();
  }
  const [seconds, megabytes] = [median(starts), await idleMemory()];
  const start = 'start to the first 200, migrations and demo catalogue included';
  return [
    fact(start, `${seconds.toFixed(2)} s`, `≤ ${MAX_START_SECONDS} s`, seconds <= MAX_START_SECONDS),
    fact('resident memory, idle', `${Math.round(megabytes)} MB`, `≤ ${MAX_IDLE_MB} MB`, megabytes <= MAX_IDLE_MB),
  ];
}

async function idleMemory() {
  const shop = await startThrowawayShop();
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  const megabytes = residentMb(shop.pid);
  await shop.stop();
  return megabytes;
}

function fact(what, shop, goal, ok) {
  return { what, shop, baseline: '–', ratio: '–', goal, ok };
}
