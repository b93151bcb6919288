import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapter, SqlQuery } from '@prisma/driver-adapter-utils';
import { SqliteAdapterFactory } from '../../src/prisma/sqlite-adapter.js';

/** Counts what goes to the database, transactions aside. Made before the application is started, in its place. */
export function countStatements(): { during: (work: () => Promise<unknown>) => Promise<string[]>; stop: () => void } {
  let statements: string[] = [];
  const watch = (adapter: SqlDriverAdapter): void => {
    const [queryRaw, executeRaw] = [adapter.queryRaw.bind(adapter), adapter.executeRaw.bind(adapter)];
    const note = ({ sql }: SqlQuery) => statements.push(sql);
    adapter.queryRaw = (query) => (note(query), queryRaw(query));
    adapter.executeRaw = (query) => (note(query), executeRaw(query));
  };

  const factories = [SqliteAdapterFactory.prototype, PrismaPg.prototype];
  const connects = factories.map((factory) => factory.connect);
  for (const [index, factory] of factories.entries()) {
    factory.connect = async function connect(this: never) {
      const adapter = await connects[index]!.call(this);
      watch(adapter);
      return adapter;
    };
  }
  return {
    /** @returns the statements that `work` sends, in order */
    during: async (work) => {
      const sent: string[] = [];
      statements = sent;
      await work();
      statements = [];
      return sent;
    },
    stop: () => factories.forEach((factory, index) => Object.assign(factory, { connect: connects[index] })),
  };
}
