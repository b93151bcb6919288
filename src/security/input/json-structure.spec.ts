import fc from 'fast-check';
import { excessOf, MAX_DEPTH, MAX_KEYS, MAX_NODES } from './json-structure.js';

const check = (json: string) => excessOf(Buffer.from(json));
const times = (count: number, unit: string) => Array<string>(count).fill(unit).join();

describe('excessOf', () => {
  it.each([
    ['keys', `{${times(MAX_KEYS, '"a":1')}}`, `{${times(MAX_KEYS + 1, '"a":1')}}`],
    ['keys', `{"a":[${times(MAX_KEYS - 1, '{"a" : {}}')}]}`, `{"a":[${times(MAX_KEYS, '{"a" : {}}')}]}`],
    // The object and the list are values, too.
    ['nodes', `{"a":[${times(MAX_NODES - 2, '1')}]}`, `{"a":[${times(MAX_NODES - 1, '1')}]}`],
    ['nodes', `{"a":[${times(MAX_NODES - 2, '{}')}]}`, `{"a":[${times(MAX_NODES - 1, '{}')}]}`],
    ['nodes', `{"a":[${times(MAX_NODES - 2, '"b"')}]}`, `{"a":[${times(MAX_NODES - 1, '"b"')}]}`],
    ['depth', '['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH), '['.repeat(MAX_DEPTH + 1)],
    ['depth', `{"a":${'{"a":'.repeat(MAX_DEPTH - 1)}1`, `{"a":${'{"a":'.repeat(MAX_DEPTH)}1`],
    ['number', `{"a":${'1'.repeat(100)}}`, `{"a":${'1'.repeat(101)}}`],
  ])('finds too many %s', (excess, largest, larger) => {
    expect(check(largest)).toBeUndefined();
    expect(check(larger)).toBe(excess);
  });

  it('does not count what stands in texts', () => {
    expect(check(JSON.stringify({ a: '[{":,1"}]\\'.repeat(9000) }))).toBeUndefined();
  });

  it('lets any honest JSON pass, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10 }), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        expect(check(JSON.stringify(value, null, space))).toBeUndefined();
      }),
    );
  });

  it('ends on whatever bytes there are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(excessOf(bytes)).toBeUndefined();
      }),
    );
  });
});
