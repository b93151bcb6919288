import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';

/** `from 'x'`, `import 'x'`, `import('x')`, `require('x')`: of packages, not of files. */
const PACKAGE = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["'](@?[a-z][\w.-]*(?:\/[\w./-]+)*)["']/g;

/**
 * Packages that the build asks for and the folder lacks: what is imported only when some variable is set would otherwise
 * be missed on the day that somebody sets it.
 * @param {string} app the folder that has dist/ and node_modules/
 * @returns {string[]} such as `redis (dist/redis/connect.js)`
 */
export function unresolvedImports(app) {
  const folder = realpathSync(join(app, 'dist'));
  const { resolve } = createRequire(join(folder, 'main.js'));
  const missing = new Map();
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'));
  for (const file of files) {
    for (const [, name] of readFileSync(join(folder, file), 'utf8').matchAll(PACKAGE)) {
      if (builtinModules.includes(name) || name.startsWith('node:')) continue;
      if (!canResolve(resolve, name)) missing.set(name, `dist/${file}`);
    }
  }
  return [...missing].map(([name, file]) => `${name} (${file})`);
}

function canResolve(resolve, name) {
  try {
    resolve(name);
    return true;
  } catch (error) {
    // A package for `import` alone has no entry for `require`; it is there.
    return error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
  }
}
