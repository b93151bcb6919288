import prettier from 'eslint-config-prettier';
import boundaries from 'eslint-plugin-boundaries';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What a module of `src/` may use besides itself and packages; docs/architecture.md lists it. */
const MAY_USE = {
  config: [],
  common: ['config'],
  generated: [],
  audit: ['prisma', 'common', 'config'],
  // The only one that imports the generated clients; the others import src/prisma/client.ts.
  prisma: ['common', 'config', 'generated'],
  redis: ['common', 'config'],
  cache: ['redis', 'common', 'config'],
  security: ['redis', 'common', 'config'],
  openapi: ['common'],
  health: ['prisma', 'common', 'config'],
  installation: ['prisma', 'common', 'config'],
  jobs: ['installation', 'prisma', 'common', 'config'],
  mail: ['jobs', 'prisma', 'common', 'config'],
  users: ['audit', 'security', 'prisma', 'common', 'config'],
  auth: ['users', 'mail', 'jobs', 'audit', 'security', 'prisma', 'common', 'config'],
  catalog: ['cache', 'users', 'mail', 'jobs', 'audit', 'security', 'prisma', 'common', 'config'],
  checkout: [
    ...['cache', 'catalog', 'users', 'mail', 'jobs', 'installation', 'audit', 'security'],
    ...['prisma', 'common', 'config'],
  ],
  trade: ['cache', 'users', 'security', 'prisma', 'common', 'config'],
  shop: ['cache', 'catalog', 'checkout', 'prisma', 'common', 'config'],
  uploads: ['catalog', 'audit', 'security', 'prisma', 'common', 'config'],
  contact: ['users', 'mail', 'security', 'prisma', 'common', 'config'],
  gdpr: [
    ...['cache', 'auth', 'users', 'catalog', 'checkout', 'trade', 'mail', 'jobs', 'audit'],
    ...['security', 'prisma', 'common', 'config'],
  ],
  // In development only.
  demo: ['catalog', 'checkout', 'users', 'uploads', 'prisma', 'common', 'config'],
  'dev-pages': ['demo', 'prisma', 'common', 'config'],
  admin: ['users', 'catalog', 'checkout', 'audit', 'security', 'prisma', 'common', 'config'],
  // For commands; the server never loads them.
  'db-copy': ['prisma', 'common', 'config'],
  backup: ['db-copy', 'prisma', 'common', 'config'],
  // The shop's commands.
  cli: [
    ...['users', 'catalog', 'checkout', 'demo', 'db-copy', 'backup', 'cache', 'jobs'],
    ...['installation', 'security', 'prisma', 'common', 'config'],
  ],
  // Isolated: the shop reaches it only through a base URL.
  sandbox: ['config'],
};

/** The folders of `src/checkout/`, from the ground up: each imports only those before it. docs/checkout.md lists them. */
const CHECKOUT = [
  'rules',
  'stripe',
  'consistency',
  'tracking',
  'mails',
  'reservations',
  'promos',
  'sessions',
  'stripe-events',
  'orders',
  'refunds',
  'disputes',
  'completion',
  'create-session',
  'admin-orders',
  'personal-data',
  'reconciliation',
].map((folder) => ({ category: `checkout/${folder}`, pattern: `src/checkout/${folder}/**/*.ts` }));

/** Private files of a module: other modules call its services. */
const PRIVATE = ['src/**/*.controller.ts', 'src/**/*.dto.ts', 'src/**/*.query.ts', 'src/**/*.gateway.ts'];

const ENVIRONMENT = 'Only src/config reads the environment: inject a config class instead.';
const ENV_IMPORTS = ['process', 'node:process'].map((name) => ({ name, importNames: ['env'], message: ENVIRONMENT }));

/** Jobs call use cases, never the reverse: only a module imports them. */
const JOBS = { regex: '\\.job\\.js$', message: 'Call the service that the job calls.' };

const inModule = (name) => ({ element: { type: 'module', captured: { name } } });

export default defineConfig(
  {
    ignores: [
      '**/dist/',
      'coverage/',
      'data/',
      'src/generated/',
      'src/metadata.ts',
      'client/src/schema.ts',
      '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Keeps the import of an injected class a value import.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // Nest's modules are empty classes.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `rows[0]!` right after a check of the length is clearer than an unreachable branch.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Response and DTO classes are schemas for Swagger and the validator; any object that fits is accepted.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // HTTP statuses are compared as numbers.
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
      'no-restricted-imports': ['error', { paths: ENV_IMPORTS, patterns: [JOBS] }],
    },
  },
  {
    files: ['src/**/*.module.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: ENV_IMPORTS }] },
  },
  {
    files: ['src/**/*.spec.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: '/test/', message: 'src/ stands without test/.' }] }],
    },
  },
  {
    files: ['src/**/*.ts'],
    plugins: { boundaries },
    settings: {
      'boundaries/elements': [{ type: 'module', pattern: 'src/*', partialMatch: false, capture: ['name'] }],
      'boundaries/files': [
        { category: 'private', pattern: PRIVATE },
        ...CHECKOUT,
        { category: 'root', pattern: ['src/*.ts', 'src/bootstrap/*.ts'] },
      ],
      'boundaries/legacy-templates': false,
      'import/resolver': { typescript: { project: 'tsconfig.json' } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          checkInternals: true,
          message: 'A module of src/ may use only what MAY_USE in eslint.config.js grants it',
          policies: [
            { allow: { to: { module: { origin: ['external', 'core'] } } } },
            // main.ts, bootstrap/, app.module.ts and others assemble the modules; no module imports them.
            { from: { file: { categories: 'root' } }, allow: { to: { module: { origin: 'local' } } } },
            ...Object.entries(MAY_USE).flatMap(([name, others]) => [
              { from: inModule(name), allow: { to: inModule([name, ...others]) } },
              {
                from: inModule(name),
                disallow: { to: { ...inModule(`!${name}`), file: { categories: 'private' } } },
              },
            ]),
            {
              from: inModule('cli'),
              allow: { to: { file: { path: 'src/bootstrap/{startup-errors,node-version}.ts' } } },
            },
            // Templates of pages, which know nothing of the shop.
            { from: inModule('sandbox'), allow: { to: { file: { path: 'src/common/pages/*' } } } },
            {
              from: { ...inModule('checkout'), file: { path: 'src/checkout/*/**' } },
              disallow: { to: inModule('checkout') },
            },
            ...CHECKOUT.map(({ category }, index) => ({
              from: { file: { categories: category } },
              allow: { to: { file: { categories: CHECKOUT.slice(0, index + 1).map((folder) => folder.category) } } },
            })),
            // Generated from all controllers and DTO files; before the first build only its declaration exists.
            { from: inModule('openapi'), allow: { to: { file: { path: 'src/metadata.{ts,d.ts}' } } } },
            // Base classes of every list's query.
            { allow: { to: { ...inModule('common'), file: { path: 'src/common/pagination/*' } } } },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', '**/*.spec.ts'],
    rules: {
      // supertest's bodies are `any`.
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
    files: ['src/bootstrap/{node-version,start-server,graceful-shutdown}.ts', 'prisma/seed/**'],
    rules: { 'no-console': 'off' },
  },
  prettier,
);
