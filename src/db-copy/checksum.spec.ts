import { Checksum } from './checksum.js';
import type { Column } from './store.js';
import { inReferenceOrder } from './table-order.js';
import type { Row } from './values.js';

const columns = (['text', 'json'] as const).map((kind): Column => ({ name: kind, kind, type: kind }));

function checksumOf(...rows: Row[]): string {
  const checksum = new Checksum(columns);
  for (const row of rows) checksum.add(row);
  return String(checksum);
}

describe('Checksum', () => {
  it('is the same in any order of the rows, and of the keys of JSON', () => {
    const [one, two] = [
      checksumOf(['a', '{"x":1,"y":[{"b":1,"a":2}]}'], ['b', null]),
      checksumOf(['b', null], ['a', '{"y": [{"a": 2.0, "b": 1}], "x": 1}']),
    ];
    expect(one).toMatch(/^[0-9a-f]{32}$/);
    expect(two).toBe(one);
  });

  it.each([
    ['a value', [['a', '{"x":2}']]],
    ['null and the JSON null', [['a', null]]],
    ['the order of a list', [['a', '[2,1]']]],
    ['where a text ends', [['a"', '{"x":1}']]],
    [
      'a row that is there twice',
      [
        ['a', '{"x":1}'],
        ['a', '{"x":1}'],
      ],
    ],
    ['no row', []],
  ] satisfies [string, Row[]][])('tells apart: %s', (_what, rows) => {
    const all = [
      ['a', '{"x":1}'],
      ['a', 'null'],
      ['a', '[1,2]'],
    ].map((row) => checksumOf(row));
    expect(all).not.toContain(checksumOf(...rows));
  });
});

describe('inReferenceOrder', () => {
  it('puts a table after those it refers to', () => {
    const tables = [
      { name: 'item', refersTo: ['order', 'product'] },
      { name: 'order', refersTo: ['user'] },
      { name: 'user', refersTo: [] },
      { name: 'product', refersTo: ['elsewhere'] },
    ];
    expect(inReferenceOrder(tables).map(({ name }) => name)).toEqual(['user', 'product', 'order', 'item']);
  });

  it('refuses a circle', () => {
    const circle = [
      { name: 'a', refersTo: ['b'] },
      { name: 'b', refersTo: ['a'] },
    ];
    expect(() => inReferenceOrder(circle)).toThrow('These tables refer to one another: a, b');
  });
});
