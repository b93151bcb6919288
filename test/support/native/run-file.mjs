// Runs a test file with Jest's own framework, but imports it as Node imports any program: without a virtual machine a
// file, in which all of Nest, Prisma and Stripe would be read, linked and run anew (a second or two of a core each
// time). src/ and the packages are loaded once for all files of a process; what lies in test/ is new for each file.
import { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';
import runWithCircus from 'jest-circus/runner';
import { compile } from './compile.mjs';
import 'reflect-metadata';

const require = createRequire(import.meta.url);
register('./typescript.mjs', import.meta.url);

let files = 0;

/** What Jest calls as its `testRunner`. Modules can't be mocked: they are shared. */
export default function runFile(globalConfig, config, environment, runtime, testPath, sendMessageToJest) {
  const file = ++files;
  const before = { env: { ...process.env }, console: globalThis.console, symbols: symbolsOf(globalThis) };
  const frames = runtime.getSourceMaps();
  frames.get = mapOf;
  runtime.requireInternalModule = requireAnew;
  runtime.unstable_shouldLoadAsEsm = () => true;
  runtime.unstable_importModule = (path) => import(`${pathToFileURL(path).href}?file=${file}`);
  runtime.setGlobalsForRuntime = (globals) => Object.assign(globalThis, globals);
  globalThis.jest = runtime.jestGlobals.jestObjectFor(testPath);
  globalThis.console = environment.global.console;
  // Not awaited: the stack of a failure would end here, and Jest would show this line of it.
  return runWithCircus
    .default(globalConfig, config, environment, runtime, testPath, sendMessageToJest)
    .finally(() => putBack(before));
}

function putBack({ console, env, symbols }) {
  globalThis.console = console;
  // Where Jest's framework, begun anew for each file, keeps the file's tests, and all that these hold on to.
  for (const symbol of symbolsOf(globalThis)) if (!symbols.includes(symbol)) Reflect.deleteProperty(globalThis, symbol);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}

const symbolsOf = Object.getOwnPropertySymbols;

/** Jest's framework keeps what it knows of a file in variables of its modules. */
function requireAnew(path) {
  delete require.cache[path];
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
  return require(path);
}

const maps = new Map();

/** @returns the source map of a file in a stack, as Jest looks it up */
function mapOf(source) {
  if (!/^file:.*\.ts(\?|$)/.test(source)) return undefined;
  if (!maps.has(source)) {
    maps.set(source, `data:application/json;base64,${Buffer.from(compile(source).map).toString('base64')}`);
  }
  return maps.get(source);
}
