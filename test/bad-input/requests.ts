import fc from 'fast-check';
import type { Operation } from './operations.js';

/** In every text that the generator makes up, so that an answer that repeats one is found out. */
export const MARK = 'zqx7mark';
export const MARK_NUMBER = 98765432123;

export type Caller = 'nobody' | 'user' | 'admin' | 'forger' | 'stranger';

export interface BadRequest {
  caller: Caller;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

const own = (json: string): unknown => JSON.parse(json);

/** What is put in a field's place. Undefined takes the field away. */
const WRONG: unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  MARK_NUMBER,
  -MARK_NUMBER,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '0',
  '-1',
  '1e5',
  'true',
  'null',
  MARK,
  MARK.repeat(40),
  MARK.repeat(2000),
  `${MARK}@example.com`,
  `https://${MARK}.example`,
  `javascript:${MARK}`,
  '2026-02-31',
  '0000-00-00',
  '9999-12-31T23:59:59Z',
  '+275760-09-13T00:00:00.001Z',
  '\0',
  `${MARK}\0`,
  '\ud800',
  `\u202e${MARK}`,
  `%${MARK}_`,
  `' OR 1=1 -- ${MARK}`,
  `<script>${MARK}</script>`,
  [],
  [null],
  [MARK],
  [[]],
  [[{}]],
  [{}, []],
  [[[[]]]],
  Array(1000).fill(MARK),
  {},
  { [MARK]: 1 },
  { gt: '' },
  { $ne: null },
  { contains: MARK },
  own('{"__proto__":{"isAdmin":true}}'),
  { constructor: { prototype: { isAdmin: true } } },
  { toString: 1, valueOf: MARK, length: 5 },
  { 0: MARK, length: 1 },
  own(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`),
];

/** Bodies that are no object, or no JSON. */
const WHOLE_BODIES = [
  '',
  '{',
  '{"a":1e999}',
  `{"a":"${MARK}`,
  '[]',
  '[{}]',
  'null',
  '1',
  `"${MARK}"`,
  'true',
  'a=1&b=2',
  '{}',
  '{"__proto__":null}',
  '['.repeat(10_000),
  `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
  '\ufeff{}',
];

const TYPES = ['application/json', 'application/json; charset=utf-16', 'text/plain', 'multipart/form-data', '', 'x'];

const PARAMS = [
  'unknown',
  '0',
  '-1',
  'a'.repeat(65),
  MARK,
  `cs_test_${MARK}`,
  '%00',
  `${MARK}%00`,
  '%E0%A4%A',
  '%F0%9F%92%A9',
  '__proto__',
  'constructor',
  '..%2F..%2Fetc',
  '%2e%2e',
  '%20',
  "'%20OR%201=1%20--",
  '*',
  'null',
  '1e5',
];

const QUERY_VALUES = [
  '',
  '0',
  '-1',
  '1',
  '2',
  '1.5',
  '1e3',
  '0x10',
  ' 1',
  '99999999999999999999',
  String(MARK_NUMBER),
  MARK,
  'é'.repeat(300),
  MARK.repeat(200),
  '%00',
  '%ED%A0%80',
  '%',
  '%25',
  'true',
  'null',
  'PENDING',
  '[object Object]',
];

/** Requests to one route, most of them wrong in one place, some right. @param known ids that exist, to hit something */
export function requestsTo(operation: Operation, known: string[]): fc.Arbitrary<BadRequest> {
  return fc
    .record({
      caller: fc.constantFrom<Caller>(
        'nobody',
        'user',
        'user',
        'user',
        'admin',
        'admin',
        'admin',
        'admin',
        'forger',
        'stranger',
      ),
      path: pathTo(operation, known),
      query: queryOf(operation),
      headers: headersOf(operation),
      content: contentOf(operation),
    })
    .map(({ caller, path, query, headers, content }) => ({
      caller,
      path: query ? `${path}?${query}` : path,
      headers: { ...headers, ...content.headers },
      body: content.body,
    }));
}

function pathTo({ path, params }: Operation, known: string[]): fc.Arbitrary<string> {
  const values = params.map(({ example }) =>
    fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...known, ...(typeof example === 'string' ? [example] : [])) },
      { weight: 1, arbitrary: fc.constantFrom(...PARAMS) },
    ),
  );
  return fc
    .tuple(...values)
    .map((made) => params.reduce((whole, { name }, i) => whole.replace(`{${name}}`, made[i]!), path));
}

function queryOf({ query }: Operation): fc.Arbitrary<string> {
  const strange = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('', `${MARK}=${MARK}`, '&&=') },
    { weight: 1, arbitrary: fc.constantFrom('a[b]=1', '__proto__=1', '$ne=1', 'a=1&a=2') },
  );
  const given = query.map((name) =>
    fc.oneof(
      { weight: 6, arbitrary: fc.constant('') },
      { weight: 3, arbitrary: fc.constantFrom(...QUERY_VALUES).map((value) => `${name}=${value}`) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(`${name}=1&${name}=2`, `${name}[]=1`, `${name}[gt]=1`, name, `${name}==`),
      },
    ),
  );
  return fc.tuple(...given, strange).map((parts) => parts.filter(Boolean).join('&'));
}

function headersOf({ headers }: Operation): fc.Arbitrary<Record<string, string>> {
  const value = fc.constantFrom(undefined, '', MARK, 'x'.repeat(255), 'x'.repeat(256), 't=1,v1=00', 'é', '0');
  return fc
    .tuple(...headers.map(() => value))
    .map((values) =>
      Object.fromEntries(headers.flatMap((name, i) => (values[i] === undefined ? [] : [[name, values[i]]]))),
    );
}

interface Content {
  headers: Record<string, string>;
  body?: string;
}

function contentOf({ example, fields, method }: Operation): fc.Arbitrary<Content> {
  const none = fc.constantFrom<Content>({ headers: {} }, json(''));
  const whole = fc
    .tuple(fc.constantFrom(...WHOLE_BODIES), fc.constantFrom(...TYPES))
    .map(([body, type]): Content => ({ headers: type ? { 'Content-Type': type } : {}, body }));
  // A caller of a route without a body now and then sends one all the same.
  if (!example)
    return method === 'GET'
      ? fc.oneof({ weight: 9, arbitrary: none }, whole)
      : fc.oneof({ weight: 4, arbitrary: none }, whole);

  const change = fc.tuple(fc.constantFrom(['x'], ...fields), fc.constantFrom(...WRONG));
  const changed = fc
    .array(change, { minLength: 1, maxLength: 2 })
    .map((changes) =>
      json(JSON.stringify(changes.reduce<object>((body, [at, value]) => put(body, at, value), example))),
    );
  return fc.oneof(
    { weight: 1, arbitrary: none },
    { weight: 2, arbitrary: whole },
    { weight: 4, arbitrary: fc.constant(json(JSON.stringify(example))) },
    { weight: 16, arbitrary: changed },
  );
}

const json = (body: string): Content => ({ headers: { 'Content-Type': 'application/json' }, body });

/** A copy with one field changed; what lies on the way there is made. */
function put(value: unknown, [key = '', ...rest]: string[], wrong: unknown): object {
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(typeof value === 'object' ? value : {}) };
  const inner = rest.length ? put((copy as Record<string, unknown>)[key], rest, wrong) : wrong;
  return Object.assign(copy, { [key]: inner });
}
