// Node's hooks for importing TypeScript sources; they run in a thread of their own.
import { existsSync } from 'node:fs';
import { compile } from './compile.mjs';

const TESTS = new URL('../../', import.meta.url).href;
const JEST_GLOBALS = new URL('jest-globals.mjs', import.meta.url).href;

/**
 * Sources import one another with the extension they have once compiled: './x.js' is './x.ts' here. What a test file
 * imports from test/ carries its mark, to be loaded anew for it.
 */
export async function resolve(specifier, context, next) {
  const [parent, mark] = (context.parentURL ?? '').split('?');
  const { url, ...rest } =
    (parent.endsWith('.ts') && typescriptOf(specifier, parent)) || (await resolved(specifier, context, next));
  return { ...rest, url: mark && url.startsWith(TESTS) && !url.includes('?') ? `${url}?${mark}` : url };
}

/**
 * Nest looks for packages that it can do without at each start of an application. Node never lets go of the test that
 * asked for a module which is not found, and with it of the application: here it is found, and throws.
 */
async function resolved(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const { message, code } = error;
    // Without a stack, which would hold on to whoever was the first to ask.
    const source = `const { stackTraceLimit } = Error;
      Error.stackTraceLimit = 0;
      const error = Object.assign(new Error(${JSON.stringify(message)}), { code: '${code}' });
      Error.stackTraceLimit = stackTraceLimit;
      throw error;`;
    return { url: `data:text/javascript,${encodeURIComponent(source)}`, format: 'module', shortCircuit: true };
  }
}

function typescriptOf(specifier, parent) {
  if (specifier === '@jest/globals') return { url: JEST_GLOBALS, format: 'module', shortCircuit: true };
  if (!/^\.{1,2}\/.*\.js$/.test(specifier)) return undefined;
  const url = new URL(specifier.replace(/\.js$/, '.ts'), parent);
  return existsSync(url) ? { url: url.href, format: 'module', shortCircuit: true } : undefined;
}

const compiled = new Map();

export async function load(url, context, next) {
  const [file] = url.split('?');
  if (!file.endsWith('.ts')) return next(url, context);
  if (!compiled.has(file)) compiled.set(file, compile(file).code);
  return { format: 'module', source: compiled.get(file), shortCircuit: true };
}
