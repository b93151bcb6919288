import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Puts the query compiler beside a generated client as a file of bytes, and has the client read that. As it is
 * generated, it imports two million letters of base64, which then stay in memory twice: as a module and as a text.
 * @param {string} folder of the generated client
 */
export function unpackQueryCompiler(folder) {
  const file = join(folder, 'internal/class.ts');
  const source = readFileSync(file, 'utf8');
  const loader = /const \{ wasm \} = await import\("([^"]+)"\)\s+return await decodeBase64AsWasm\(wasm\)/.exec(source);
  if (!loader) throw new Error(`${file} loads its query compiler in a way this script does not know`);

  const module = readFileSync(require.resolve(loader[1].replace(/\.mjs$/, '.js')), 'utf8');
  const [, base64] = /"([A-Za-z0-9+/=]{100000,})"/.exec(module);
  writeFileSync(join(folder, 'internal', QUERY_COMPILER), Buffer.from(base64, 'base64'));
  writeFileSync(
    file,
    source.replace(
      loader[0],
      `const { readFileSync } = await import("node:fs")
    return new WebAssembly.Module(readFileSync(new URL("./${QUERY_COMPILER}", import.meta.url)))`,
    ),
  );
}

const QUERY_COMPILER = 'query_compiler.wasm';
