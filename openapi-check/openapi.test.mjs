import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const document = fileURLToPath(new URL('../openapi.json', import.meta.url));
// Below this folder, so that the compiler finds its packages.
const folder = mkdtempSync(join(here, 'clients-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs a program of this package; fails with its output. */
async function run(program, ...args) {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  try {
    const { stdout, stderr } = await promisify(execFile)(join(here, 'node_modules/.bin', program), args, {
      cwd: here,
      env,
      maxBuffer: 100_000_000,
    });
    return { stdout, output: stdout + stderr };
  } catch (error) {
    throw new Error(`${program}: ${error.stdout}${error.stderr}`);
  }
}

/** Compiles a use of a generated client. */
async function compile(name, source) {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, source);
  const options = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--module', 'esnext'];
  await run('tsc', ...options, '--moduleResolution', 'bundler', '--lib', 'es2022,dom,dom.iterable', file);
}

describe('openapi.json', () => {
  it('passes the recommended rules of Redocly', async () => {
    const { stdout } = await run('redocly', 'lint', document, '--extends', 'recommended', '--format', 'json');
    assert.deepEqual(JSON.parse(stdout).problems, []);
  });

  it('becomes types with openapi-typescript', async () => {
    const { output } = await run('openapi-typescript', document, '--output', join(folder, 'schema.ts'));
    assert.doesNotMatch(output, /warn/i);
    await compile(
      'types',
      `import type { components, paths } from './schema';
       type Session = paths['/api/checkout/create-session']['post']['responses'][201]['content']['application/json'];
       export const url = (session: Session): string => session.url;
       export const code = (error: components['schemas']['ErrorResponse']): string => error.code;`,
    );
    assert.match(readFileSync(join(folder, 'schema.ts'), 'utf8'), /checkoutCreate/);
  });

  it('becomes a client with Hey API', async () => {
    mkdirSync(join(folder, 'client'));
    const { output } = await run('openapi-ts', '--input', document, '--output', join(folder, 'client'));
    assert.doesNotMatch(output, /warn/i);
    await compile(
      'use',
      `import { checkoutCreate, productsList } from './client';
       export const buy = async (variantId: string): Promise<string | undefined> => {
         await productsList({ query: { page: 1, search: 'flammes' } });
         const { data } = await checkoutCreate({ body: { items: [{ variantId, quantity: 1 }] } });
         return data?.url;
       };`,
    );
  });
});
