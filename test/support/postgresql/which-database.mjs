import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TESTS = fileURLToPath(new URL('../..', import.meta.url));

/** These start a shop, and what they look at has nothing to do with its database. */
const WHATEVER_DATABASE = [
  // Bring databases of their own, whatever the other tests run on.
  'postgresql',
  'database-away',
  'replicas',
  'backup',
  'disk-full',
  // Printed lines, exit codes and addresses of a process; what it keeps is tested by all others.
  'start',
  'admin-create',
  'reconcile-command',
  'stock-audit-command',
  // How many passwords are hashed at once.
  'hashing',
  // The API's document, which is made from the code, and its page in a browser.
  'openapi',
  'swagger-ui',
  'openapi-examples',
  // What deploy/ asks the metrics for, by their names; which parts a trace has.
  'observability',
  'tracing',
  // What TCGdex answers, or not.
  'trade-failures',
  // Prisma's client makes the same statements for both.
  'query-count',
];

/** Several instances, which only PostgreSQL serves. */
const SEVERAL_INSTANCES = ['redis'];

/** Patterns of the files that don't run on PostgreSQL: those above, and those that start no shop and have no database. */
export const NOT_ON_POSTGRESQL = readdirSync(TESTS)
  .filter((file) => file.endsWith('.e2e-spec.ts'))
  .map((file) => file.replace('.e2e-spec.ts', ''))
  .filter((name) => WHATEVER_DATABASE.includes(name) || !startsShop(name))
  .map(patternOf);

/** Patterns of the files that don't run on SQLite. */
export const NOT_ON_SQLITE = SEVERAL_INSTANCES.map(patternOf);

function patternOf(name) {
  return `/test/${name}\\.e2e-spec\\.ts$`;
}

function startsShop(name) {
  return /\b(startApp|openPrisma)\b/.test(readFileSync(`${TESTS}${name}.e2e-spec.ts`, 'utf8'));
}
