import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
// @ts-expect-error -- a JavaScript file without types. Jest can't load it as ESLint does, by a dynamic import.
import config from '../eslint.config.js';

/** Lints a file that does not exist, with the rules about imports and the environment alone. */
async function lint(filePath: string, code: string): Promise<(string | null)[]> {
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: [...config, { languageOptions: { parserOptions: { projectService: false } } }],
    ruleFilter: ({ ruleId }) => ruleId.startsWith('boundaries/') || ruleId.startsWith('no-restricted-'),
  });
  const [result] = await eslint.lintText(code, { filePath });
  return result!.messages.map(({ ruleId, message }) => ruleId ?? message);
}

describe('import boundaries', () => {
  it.each([
    ['a feature beside another', 'src/catalog/x.ts', '../checkout/checkout.module.js'],
    ['what nothing may import', 'src/health/x.ts', '../trade/trade.module.js'],
    ['a feature from common', 'src/common/x.ts', '../users/users.module.js'],
    ['the database from common', 'src/common/x.ts', '../prisma/prisma.service.js'],
    ['the shop from the sandbox', 'src/sandbox/x.ts', '../prisma/prisma.service.js'],
    ['the sandbox from the shop', 'src/checkout/x.ts', '../sandbox/mount-sandbox.js'],
    ['a generated client', 'src/users/x.ts', '../generated/sqlite/client.js'],
    ['what puts everything together', 'src/users/x.ts', '../app.module.js'],
    ['a controller of a neighbour', 'src/auth/x.ts', '../health/health.controller.js'],
    ['a later step of the checkout', 'src/checkout/orders/x.ts', '../refunds/refunds.module.js'],
    ['the checkout’s own module', 'src/checkout/orders/x.ts', '../checkout.module.js'],
    ['another folder of the checkout from an unknown one', 'src/checkout/unknown/x.ts', '../rules/cart.js'],
    ['anything from a folder that eslint.config.js does not know', 'src/unknown/x.ts', '../users/users.module.js'],
  ])('refuse %s', async (_, file, source) => {
    await expect(lint(file, `import '${source}';`)).resolves.toEqual(['boundaries/dependencies']);
    await expect(lint(file, `export const later = () => import('${source}');`)).resolves.toHaveLength(1);
  });

  it.each([
    ['a module that is granted', 'src/checkout/x.ts', '../catalog/catalog.module.js'],
    ['an earlier step of the checkout', 'src/checkout/orders/x.ts', '../sessions/paid-session.js'],
    ['its own files', 'src/health/x.ts', './health.controller.js'],
    ['packages and Node itself', 'src/users/x.ts', 'express'],
    ['everything, for the files in src/ itself', 'src/x.ts', './sandbox/mount-sandbox.js'],
  ])('allow %s', async (_, file, source) => {
    await expect(lint(file, `import '${source}'; import 'node:fs';`)).resolves.toEqual([]);
  });
});

it('a job is imported by its module alone', async () => {
  const code = "import './refunds.job.js';";
  await expect(lint('src/checkout/refunds/x.service.ts', code)).resolves.toEqual(['no-restricted-imports']);
  await expect(lint('src/checkout/refunds/x.module.ts', code)).resolves.toEqual([]);
});

describe('the environment', () => {
  it.each(['export const x = process.env.PORT;', "import { env } from 'node:process'; export const x = env.PORT;"])(
    'is read by src/config alone: %s',
    async (code) => {
      await expect(lint('src/users/x.ts', code)).resolves.toHaveLength(1);
      await expect(lint('src/config/x.ts', code)).resolves.toEqual([]);
    },
  );
});

// No compiler reads these files, and few of them run in the tests.
it('bench and scripts import only what there is', () => {
  const files = ['bench', 'scripts'].flatMap((folder) =>
    (readdirSync(folder, { recursive: true }) as string[]).map((path) => join(folder, path)),
  );
  const imported = files
    .filter((file) => file.endsWith('.mjs'))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/(?:from |import\(|import |URL\()'(\.[^']+\.m?js)'/g)].map(([, path]) =>
        join(dirname(file), path!),
      ),
    );
  const sources = imported.map((path) => path.replace(/^dist\/(.*)\.js$/, 'src/$1.ts'));
  expect(sources.length).toBeGreaterThan(10);
  expect(sources.filter((path) => !existsSync(path))).toEqual([]);
});
