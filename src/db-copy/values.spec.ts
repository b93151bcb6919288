import { isStorable, replaceUnstorable } from './postgresql-values.js';
import { fromSqlite, toSqlite } from './sqlite-values.js';
import { toDecimal, toMoment } from './values.js';

describe('toMoment', () => {
  it.each([
    ['2026-11-23T09:15:00.120+00:00', '2026-11-23T09:15:00.120'],
    ['2026-11-23 09:15:00', '2026-11-23T09:15:00.000'],
    ['2026-11-23 09:15:00.1', '2026-11-23T09:15:00.100'],
    ['2026-11-23 09:15:00.120000+00', '2026-11-23T09:15:00.120'],
    ['2026-01-01T00:30:00+02:00', '2025-12-31T22:30:00.000'],
    ['0099-02-03T00:00:00Z', '0099-02-03T00:00:00.000'],
  ])('reads %s', (text, moment) => expect(toMoment(text)).toBe(moment));

  it.each(['yesterday', '2026-13-01 00:00:00', '2026-11-23 09:15:00.1234', 'infinity', '2026-11-23'])(
    'refuses %s',
    (text) => expect(() => toMoment(text)).toThrow('not a moment'),
  );
});

describe('toDecimal', () => {
  it.each([
    ['1.50', '1.5'],
    ['-0012.0', '-12'],
    ['-0.00', '0'],
    ['123456789012345678901234.5', '123456789012345678901234.5'],
  ])('%s is %s', (text, digits) => expect(toDecimal(text)).toBe(digits));
});

describe('fromSqlite', () => {
  it.each([
    ['boolean', 1n, true],
    ['integer', -5n, -5],
    ['bigint', 9_223_372_036_854_775_807n, '9223372036854775807'],
    ['float', 2n, 2],
    ['decimal', 1.5, '1.5'],
    ['moment', 0n, '1970-01-01T00:00:00.000'],
    ['bytes', Buffer.from([0, 255]), Buffer.from([0, 255])],
    ['json', 'null', 'null'],
    ['json', null, null],
  ] as const)('reads %s %p, and writes it again', (kind, stored, value) => {
    expect(fromSqlite(kind, stored)).toEqual(value);
    const again = fromSqlite(kind, toSqlite(kind, value));
    expect(again).toEqual(value);
  });

  it('writes a moment as Prisma does', () => {
    expect(toSqlite('moment', '2026-11-23T09:15:00.000')).toBe('2026-11-23T09:15:00.000+00:00');
  });

  it.each([
    ['integer', 'twelve'],
    ['integer', 1.5],
    ['integer', 2n ** 60n],
    ['boolean', 2n],
    ['text', 7n],
    ['moment', 1.5],
    ['bytes', 'text'],
  ] as const)('refuses in a column of %s: %p', (kind, stored) => {
    expect(() => fromSqlite(kind, stored)).toThrow();
  });
});

describe('replaceUnstorable', () => {
  it.each([
    ['text', 'a\u0000b', 'a\uFFFDb'],
    ['json', '{"a\\u0000":["\\ud83c","\\uDCCF\\ud83c"]}', '{"a\uFFFD":["\uFFFD","\uFFFD\uFFFD"]}'],
  ] as const)('puts U+FFFD into %s %p', (kind, value, replaced) => {
    expect(isStorable(kind, value)).toBe(false);
    expect(replaceUnstorable(kind, value)).toBe(replaced);
  });

  it.each([
    ['text', '🃏 \u0001 \\u0000'],
    ['json', '{"a": "\\ud83c\\udccf", "b": "\\\\u0000", "c": 1e3}'],
    ['integer', 7],
    ['json', null],
  ] as const)('leaves %s %p as it is', (kind, value) => {
    expect(isStorable(kind, value)).toBe(true);
    expect(replaceUnstorable(kind, value)).toBe(value);
  });
});
