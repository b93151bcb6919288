import Database from 'better-sqlite3';
import { cacheStatements } from './statement-cache.js';

describe('cacheStatements', () => {
  const connection = new Database(':memory:');
  const compiled = jest.spyOn(connection, 'prepare');
  cacheStatements(connection);
  afterAll(() => connection.close());

  const rows = (sql: string, ...values: unknown[]) => connection.prepare(sql).bind(values).raw().all();

  it('compiles a statement once, and runs it with other values each time', () => {
    expect([rows('SELECT ?', 1), rows('SELECT ?', 2)]).toEqual([[[1]], [[2]]]);
    expect(compiled).toHaveBeenCalledTimes(1);
  });

  it('evicts the least recently used statement', () => {
    for (let index = 0; index < 499; index += 1) rows(`SELECT ${index}`);
    rows('SELECT ?', 3);
    rows('SELECT 1000');
    const before = compiled.mock.calls.length;
    rows('SELECT ?', 4);
    expect(compiled).toHaveBeenCalledTimes(before);
    rows('SELECT 0');
    expect(compiled).toHaveBeenCalledTimes(before + 1);
  });
});
