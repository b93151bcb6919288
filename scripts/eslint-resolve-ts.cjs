// Tells the import-boundary rules which source './x.js' stands for: './x.ts', beside the importing file.
const { existsSync } = require('node:fs');
const { isBuiltin } = require('node:module');
const { dirname, resolve } = require('node:path');

exports.interfaceVersion = 2;

exports.resolve = (source, file) => {
  if (isBuiltin(source)) return { found: true, path: null };
  if (!source.startsWith('.')) return { found: false };
  const path = resolve(dirname(file), source);
  const found = [path.replace(/\.js$/, '.ts'), path].find((candidate) => existsSync(candidate));
  return found ? { found: true, path: found } : { found: false };
};
