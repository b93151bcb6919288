import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

/**
 * What the compiler does is in .swcrc.
 * @param url of a TypeScript file
 */
export function compile(url) {
  const filename = fileURLToPath(url);
  return transformSync(readFileSync(filename, 'utf8'), { filename, sourceFileName: filename });
}
