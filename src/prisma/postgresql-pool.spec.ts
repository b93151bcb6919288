import { statementNames } from './postgresql-pool.js';

describe('names of prepared statements', () => {
  it('gives a text the same name at each call, and another text another one', () => {
    const name = statementNames();
    const first = name({ sql: 'SELECT 1' });
    expect(name({ sql: 'SELECT 2' })).not.toBe(first);
    expect(name({ sql: 'SELECT 1' })).toBe(first);
  });

  it('gives none to a long list of values, and at most 500 in all', () => {
    const name = statementNames();
    expect(name({ sql: `SELECT 1 WHERE 1 IN (${'$1, '.repeat(1_000)})` })).toBe('');
    const names = Array.from({ length: 600 }, (_, index) => name({ sql: `SELECT ${index}` }));
    expect(new Set(names.filter((one) => one !== '')).size).toBe(500);
    expect(name({ sql: 'SELECT 599' })).toBe('');
    expect(name({ sql: 'SELECT 0' })).toBe(names[0]);
  });
});
