import Database from 'better-sqlite3';
import * as enums from '../../src/generated/sqlite/enums.js';
import type { PrismaService } from '../../src/prisma/prisma.service.js';

interface Field {
  name: string;
  kind: 'scalar' | 'enum' | 'object';
  type: string;
}

type Models = Record<string, { fields: Field[] }>;

const LARGEST = 2_147_483_647;
const TEXT = `l’œuvre "d'art" \\ {a,NULL} %_ \t\r\n 🃏 \u0001 \u2028 é e\u0301`;

/** For each type three values, one a row; `n` makes them unique. */
const VALUES: Record<string, (n: number) => unknown[]> = {
  String: (n) => [`${n}`, `${n} ${TEXT}`, `${n} ${'x'.repeat(20_000)}`],
  Int: () => [0, 1, LARGEST],
  Boolean: () => [0, 1, 0],
  DateTime: () => ['1970-01-01T00:00:00.000+00:00', '2026-02-28T23:59:59+02:00', '2400-12-31T23:59:59.999+00:00'],
  Json: (n) => [
    'null',
    JSON.stringify({ z: 1, a: [{ text: TEXT, n }, null, true], '': 1.5e-7 }),
    `[${n},"\\u00e9",{}]`,
  ],
};

/**
 * Three rows of every table of the models, later ones among them, with what is hard to carry over in every column; in
 * the first one nothing that need not be there.
 * @param prisma knows the models
 * @param file where the rows go
 */
export function addAwkwardRows(prisma: PrismaService, file: string): void {
  const { models } = (prisma as unknown as { _runtimeDataModel: { models: Models } })._runtimeDataModel;
  const db = new Database(file);
  db.pragma('foreign_keys = ON');
  let made = 0;
  db.transaction(() => {
    db.pragma('defer_foreign_keys = ON');
    for (const [model, { fields }] of Object.entries(models)) {
      const scalars = fields.filter(({ kind }) => kind !== 'object');
      const { required, references } = columnsOf(db, model);
      const names = scalars.map(({ name }) => `"${name}"`).join(', ');
      const insert = db.prepare(`INSERT INTO "${model}" (${names}) VALUES (${scalars.map(() => '?').join(', ')})`);
      for (const row of [0, 1, 2]) {
        const isMissing = (name: string) => row === 0 && !required.has(name);
        const valueOf = ({ name, kind, type }: Field, index: number): unknown => {
          if (isMissing(name)) return null;
          if (index === 0 || references.has(name)) return `awkward-${row}`;
          if (kind === 'enum') return Object.values((enums as Record<string, object>)[type]!).at(-row);
          // Others must not be above it.
          return VALUES[type]!(++made)[name === 'quantity' ? 2 : row];
        };
        insert.run(scalars.map(valueOf));
      }
    }
  })();
  db.close();
}

function columnsOf(db: Database.Database, model: string) {
  const columns = db.pragma(`table_info("${model}")`) as { name: string; notnull: number }[];
  const references = db.pragma(`foreign_key_list("${model}")`) as { from: string }[];
  return {
    required: new Set(columns.filter(({ notnull }) => notnull).map(({ name }) => name)),
    references: new Set(references.map(({ from }) => from)),
  };
}
