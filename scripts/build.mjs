// npm run build: the generated sources, then dist/. With --quick only what the compiler makes is made again.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';

if (!process.argv.includes('--quick')) {
  execFileSync(process.execPath, ['scripts/generate.mjs'], { stdio: 'inherit' });
  rmSync('dist', { recursive: true, force: true });
}
const ignored = ['--ignore', '**/*.spec.ts'];
const swc = 'node_modules/@swc/cli/bin/swc.js';
execFileSync(process.execPath, [swc, 'src', '--out-dir', 'dist', '--strip-leading-paths', '--quiet', ...ignored], {
  stdio: 'inherit',
});
writeFileSync('dist/.built', '');
