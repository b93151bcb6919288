import { ESLint } from 'eslint';

/** Lints a file that does not exist, with the rules about imports and the environment alone. */
async function lint(filePath: string, code: string): Promise<(string | null)[]> {
  const eslint = new ESLint({
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
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
    ['what puts everything together', 'src/users/x.ts', '../app.module.js'],
    ['a controller of a neighbour', 'src/auth/x.ts', '../health/health.controller.js'],
    ['anything from a folder that eslint.config.js does not know', 'src/unknown/x.ts', '../users/users.module.js'],
  ])('refuse %s', async (_, file, source) => {
    await expect(lint(file, `import '${source}';`)).resolves.toEqual(['boundaries/dependencies']);
    await expect(lint(file, `export const later = () => import('${source}');`)).resolves.toHaveLength(1);
  });

  it.each([
    ['a module that is granted', 'src/checkout/x.ts', '../catalog/catalog.module.js'],
    ['its own files', 'src/health/x.ts', './health.controller.js'],
    ['packages and Node itself', 'src/users/x.ts', 'express'],
    ['everything, for the files in src/ itself', 'src/x.ts', './sandbox/mount-sandbox.js'],
  ])('allow %s', async (_, file, source) => {
    await expect(lint(file, `import '${source}'; import 'node:fs';`)).resolves.toEqual([]);
  });
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
