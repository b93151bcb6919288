import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** By then the start is over, most first runs of the jobs included. */
const SETTLE_MS = 15_000;

/** V8 shrinks its heap only where less than a kilobyte a millisecond was allocated since the last collection. */
const QUIET_MS = 5_000;
const QUIET_SHARE = 0.05;

/** Bytes of WebAssembly that a function runs before it is optimised; V8's own number is met by the start alone. */
const WASM_BUDGET = 50_000_000;

/**
 * How much V8 lets the heap grow between two collections of all of it, in percent of what is in use; left to itself up to
 * 300. The administration's pages, of a thousand rows each, would leave 130 MB of garbage lying about, for a tenth of
 * their time.
 */
const HEAP_GROWTH_PERCENT = 40;

/**
 * Has V8 optimise Prisma's query compiler once customers use it, not for the few queries of the start: the optimiser's
 * threads would keep some 15 MB of what they worked with. Call it before the database is opened.
 */
export function spareStartMemory(): void {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  setFlagsFromString(`--wasm-tiering-budget=${WASM_BUDGET}`);
}

/**
 * Loading the application makes garbage that an idle server would keep for as long as it idles, some 25 MB an instance.
 * Collects it once, in the first quiet seconds after the start: a shop with customers never stops for it.
 */
export function releaseStartMemory(): void {
  setTimeout(collectWhenQuiet, SETTLE_MS).unref();
}

function collectWhenQuiet(): void {
  const before = performance.eventLoopUtilization();
  setTimeout(() => {
    const { utilization } = performance.eventLoopUtilization(before);
    if (utilization > QUIET_SHARE) collectWhenQuiet();
    else collect();
  }, QUIET_MS).unref();
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  // The first notices how little was allocated since the one before; the second acts on it.
  gc();
  gc();
}
