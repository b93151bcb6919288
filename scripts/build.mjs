// npm run build: the generated sources, then dist/.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
execFileSync(process.execPath, ['scripts/generate.mjs'], { stdio: 'inherit' });
const ignored = ['--ignore', '**/*.spec.ts'];
execFileSync('swc', ['src', '--out-dir', 'dist', '--strip-leading-paths', '--quiet', ...ignored], { stdio: 'inherit' });
writeFileSync('dist/.built', '');
