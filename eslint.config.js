import { fileURLToPath } from 'node:url';
import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What a module of `src/` may use beside itself and packages: docs/architecture.md draws it. */
const MAY_USE = {
  config: [],
  common: ['config'],
  generated: [],
  audit: ['prisma', 'generated', 'common', 'config'],
  prisma: ['common', 'config', 'generated'],
  redis: ['common', 'config'],
  security: ['redis', 'common', 'config'],
  openapi: ['common'],
  health: ['prisma', 'generated', 'common', 'config'],
  jobs: ['prisma', 'generated', 'common', 'config'],
  mail: ['jobs', 'prisma', 'generated', 'common', 'config'],
  users: ['audit', 'security', 'prisma', 'generated', 'common', 'config'],
  auth: ['users', 'mail', 'jobs', 'audit', 'security', 'prisma', 'generated', 'common', 'config'],
  catalog: ['redis', 'users', 'mail', 'jobs', 'audit', 'security', 'prisma', 'generated', 'common', 'config'],
  checkout: ['catalog', 'users', 'mail', 'jobs', 'audit', 'security', 'prisma', 'generated', 'common', 'config'],
  trade: ['users', 'security', 'prisma', 'generated', 'common', 'config'],
  uploads: ['catalog', 'audit', 'security', 'prisma', 'generated', 'common', 'config'],
  contact: ['users', 'mail', 'security', 'prisma', 'generated', 'common', 'config'],
  gdpr: [
    ...['auth', 'users', 'catalog', 'checkout', 'trade', 'mail', 'jobs', 'audit'],
    ...['security', 'prisma', 'generated', 'common', 'config'],
  ],
  admin: ['users', 'catalog', 'checkout', 'audit', 'security', 'prisma', 'generated', 'common', 'config'],
  // Copies and backups of whole databases: commands, no part of the server.
  'shop-data': ['prisma', 'generated', 'common', 'config'],
  // A room of its own: it knows nothing of the shop, and the shop nothing of it.
  sandbox: ['config'],
};

/** Files that are a module's own business: its neighbours call its services. */
const PRIVATE = ['src/**/*.controller.ts', 'src/**/*.dto.ts', 'src/**/*.query.ts', 'src/**/*.gateway.ts'];

const ENVIRONMENT = 'Only src/config reads the environment: inject a config class instead.';

const inModule = (name) => ({ element: { type: 'module', captured: { name } } });

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'data/', 'src/generated/', 'src/swagger-metadata.ts', '**/*.d.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Knows that a class injected into a constructor is a value, though it stands where a type does.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // Nest's modules are classes with nothing in them.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `rows[0]!` right after the length was looked at is clearer than a branch that can't be reached.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Response and DTO classes are shapes for Swagger and the validator; what fits the shape may stand for them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Statuses are compared as the numbers they are.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: ENVIRONMENT }],
      'no-restricted-imports': [
        'error',
        { paths: ['process', 'node:process'].map((name) => ({ name, importNames: ['env'], message: ENVIRONMENT })) },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': [{ type: 'module', pattern: 'src/*', partialMatch: false, capture: ['name'] }],
      'boundaries/files': [
        { category: 'private', pattern: PRIVATE },
        { category: 'root', pattern: 'src/*.ts' },
      ],
      'boundaries/legacy-templates': false,
      'import/resolver': { [fileURLToPath(new URL('scripts/eslint-resolve-ts.cjs', import.meta.url))]: {} },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          message: 'A module of src/ may use only what MAY_USE in eslint.config.js grants it',
          policies: [
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            // main.ts, app.module.ts and the like put everything together; nothing imports them.
            { from: { file: { categories: 'root' } }, allow: { to: { module: { origin: 'local' } } } },
            ...Object.entries(MAY_USE).flatMap(([name, others]) => [
              { from: inModule(name), allow: { to: inModule([name, ...others]) } },
              {
                from: inModule(name),
                disallow: { to: { ...inModule(`!${name}`), file: { categories: 'private' } } },
              },
            ]),
            // Generated from the controllers and DTO files of all.
            { from: inModule('openapi'), allow: { to: { file: { path: 'src/swagger-metadata.ts' } } } },
            // The bases of every list's query, made for all.
            { allow: { to: { ...inModule('common'), file: { path: 'src/common/pagination/*' } } } },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', '**/*.spec.ts'],
    rules: {
      // supertest's bodies are `any`, and Jest's matchers look at what comes.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['src/main.ts', 'src/end-on-signal.ts', 'src/migrate.ts', 'prisma/seed/**'],
    rules: { 'no-console': 'off' },
  },
  prettier,
);
