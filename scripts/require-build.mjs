import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Changes to the project's folder. Exits with 2 when there is no build. */
export function requireBuild() {
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  if (existsSync('dist/main.js')) return;
  console.error('Not built: run `npm run build` first.');
  process.exit(2);
}
