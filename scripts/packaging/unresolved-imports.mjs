import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';

/** `from 'x'`, `import 'x'`, `import('x')`, `require('x')`. */
const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)(["'])((?:\.{1,2}\/|@?[a-z])[\w@./-]*)\1/g;

/**
 * Packages and files that the image's code asks for and the image lacks: what is imported only when some variable is set
 * would otherwise be missed on the day that somebody sets it.
 * @param {string} app the folder that has dist/, scripts/ and node_modules/
 * @returns {string[]} such as `redis (dist/redis/connect.js)`
 */
export function unresolvedImports(app) {
  const root = realpathSync(app);
  const missing = new Map();
  for (const folder of ['dist', 'scripts']) {
    for (const name of readdirSync(join(root, folder), { recursive: true })) {
      const file = join(folder, name);
      if (!/\.m?js$/.test(name)) continue;
      for (const [, , imported] of readFileSync(join(root, file), 'utf8').matchAll(IMPORT))
        if (!isThere(imported, join(root, file))) missing.set(imported, file);
    }
  }
  return [...missing].map(([imported, file]) => `${imported} (${file})`);
}

function isThere(imported, file) {
  if (imported.startsWith('.')) return existsSync(join(dirname(file), imported));
  if (isBuiltin(imported)) return true;
  try {
    createRequire(file).resolve(imported);
    return true;
  } catch (error) {
    // A package for `import` alone has no entry for `require`; it is there.
    return error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
  }
}
