import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The tests that break things on purpose, from the root: those with a long form, which `CHAOS` asks for. */
export const CHAOS_FILES = readdirSync(`${ROOT}test`)
  .filter((file) => file.endsWith('.e2e-spec.ts'))
  .map((file) => `test/${file}`)
  .filter((file) => readFileSync(ROOT + file, 'utf8').includes('process.env.CHAOS'));
