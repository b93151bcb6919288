// npm run build: the generated sources, then dist/. With --quick only what the compiler makes is made again.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';

if (!process.argv.includes('--quick')) {
  execFileSync(process.execPath, ['scripts/generate.mjs'], { stdio: 'inherit' });
  rmSync('dist', { recursive: true, force: true });
}
const files = readdirSync('src', { recursive: true });
try {
  await Promise.all(files.filter((path) => /(?<!\.spec|\.d)\.ts$/.test(path)).map(compile));
  for (const path of files.filter((file) => file.endsWith('.wasm')))
    copyFileSync(join('src', path), join('dist', path));
  writeFileSync('dist/.built', '');
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** What the compiler does is in .swcrc. */
async function compile(path) {
  const { code, map } = await transformFile(join('src', path), {
    sourceFileName: relative(dirname(join('dist', path)), join('src', path)),
  });
  const file = join('dist', path.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${code}\n//# sourceMappingURL=${file.split('/').at(-1)}.map\n`);
  writeFileSync(`${file}.map`, map);
}
