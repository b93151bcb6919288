import { WORST_TEXTS } from './worst-texts.js';

export type Caller = 'guest' | 'user' | 'admin';

export interface WorstRequest {
  what: string;
  path: string;
  method?: 'GET' | 'POST' | 'PUT';
  caller?: Caller;
  headers?: Record<string, string>;
  body?: string;
}

/** What the server takes. */
const BODY_BYTES = 1024 * 1024;
const TEXT_LENGTH = 100_000;
const URL_LENGTH = 14_000;
const QUERY_LENGTH = 7900;

/** Routes with the fields that they read: each is filled. */
const FORMS: { path: string; method?: 'PUT'; caller?: Caller; fields: string[] }[] = [
  { path: '/api/auth/login', fields: ['email', 'password', 'code'] },
  { path: '/api/auth/register', fields: ['email', 'username', 'password', 'firstName', 'lastName'] },
  { path: '/api/auth/refresh', fields: ['refreshToken'] },
  { path: '/api/auth/forgot-password', fields: ['email'] },
  { path: '/api/checkout/create-session', fields: ['customerEmail', 'promoCode', 'successUrl', 'cancelUrl'] },
  { path: '/api/products/notify-stock', fields: ['email', 'productId', 'variantId'] },
  { path: '/api/contact', caller: 'user', fields: ['name', 'email', 'subject', 'message'] },
  { path: '/api/trade-offers', caller: 'user', fields: ['receiverId', 'receiverUsername', 'message'] },
  {
    path: '/api/users/profile',
    method: 'PUT',
    caller: 'user',
    fields: ['phone', 'postalCode', 'birthDate', 'bio', 'country'],
  },
  { path: '/api/admin/products', caller: 'admin', fields: ['name', 'slug', 'description', 'category'] },
  { path: '/api/admin/promos', caller: 'admin', fields: ['code', 'type', 'validFrom', 'validUntil'] },
];

/** @returns JSON of the largest body whose texts, those of `fields` first, repeat `unit` */
export function bodyOf(fields: string[], unit: string): string {
  const text = unit.repeat(Math.ceil(TEXT_LENGTH / unit.length)).slice(0, TEXT_LENGTH);
  const body: Record<string, string> = {};
  let left = BODY_BYTES - 2;
  for (let i = 0; left > 200; i++) {
    const name = fields[i] ?? `more${i}`;
    const characters = Math.floor(((left - 200) * text.length) / Buffer.byteLength(JSON.stringify(text)));
    body[name] = text.slice(0, Math.max(1, characters));
    left -= Buffer.byteLength(JSON.stringify(body[name])) + name.length + 5;
  }
  return JSON.stringify(body);
}

const texts = Object.entries(WORST_TEXTS).map(([what, unit], index): WorstRequest => {
  const { fields, ...form } = FORMS[index % FORMS.length]!;
  return { what: `${what} to ${form.path}`, ...form, body: bodyOf(fields, unit) };
});

/** @returns a body of the largest size: `start`, as many units as there is room for, `end` */
function filled(start: string, unit: (index: number) => string, end: string): string {
  const parts: string[] = [];
  let left = BODY_BYTES - start.length - end.length;
  for (let i = 0; ; i++) {
    const part = (i ? ',' : '') + unit(i);
    if ((left -= Buffer.byteLength(part)) < 0) break;
    parts.push(part);
  }
  return start + parts.join('') + end;
}
const times = (count: number, unit: string) => Array<string>(count).fill(unit).join();

const nested = (open: string, close: string) => {
  const depth = Math.floor((BODY_BYTES - 10) / (open.length + close.length));
  return `{"a":${open.repeat(depth)}1${close.repeat(depth)}}`;
};

const withShipping = (json: string) =>
  `{"items":[{"variantId":"x","quantity":1}],"shippingMethodCode":"x","shipping":${json}}`;

const login = { path: '/api/auth/login' };
const session = { path: '/api/checkout/create-session' };
const offer = { path: '/api/trade-offers', caller: 'user' } as const;
const product = { path: '/api/admin/products', caller: 'admin' } as const;

const structures: WorstRequest[] = [
  { what: 'as many keys as there is room for', ...login, body: filled('{', (i) => `"k${i}":1`, '}') },
  { what: 'keys that are numbers', ...login, body: filled('{', (i) => `"${(i * 7919) % 4294967291}":1`, '}') },
  { what: '1,000 keys', ...login, body: `{${Array.from({ length: 1000 }, (_, i) => `"k${i}":1`).join()}}` },
  { what: 'the same key', ...login, body: filled('{', () => '"a":1', '}') },
  { what: 'long keys', ...login, body: filled('{', (i) => `"${'k'.repeat(90_000)}${i}":1`, '}') },
  { what: 'lists in lists', ...login, body: nested('[', ']') },
  { what: 'objects in objects', ...session, body: nested('{"a":', '}') },
  { what: 'lists next to each other', ...session, body: filled('{"items":[', () => '[]', ']}') },
  { what: 'objects next to each other', ...session, body: filled('{"items":[', () => '{}', ']}') },
  { what: '9,900 lists where an address is due', ...session, body: withShipping(`[${times(9900, '{}')}]`) },
  {
    what: 'a list of lists where an address is due',
    ...session,
    body: withShipping(`[${times(90, `[${times(90, '{}')}]`)}]`),
  },
  { what: '9,900 objects in a list of lines', ...session, body: `{"items":[[${times(9900, '{}')}]]}` },
  { what: '50 lists of lines', ...session, body: `{"items":[${times(50, `[${times(190, '{}')}]`)}]}` },
  { what: '9,900 sessions at once', ...session, body: `[${times(9900, '{"items":[]}')}]` },
  { what: 'lists of variants', ...product, body: `{"variants":[${times(50, `[${times(190, '{}')}]`)}]}` },
  { what: '9,990 empty lines', ...session, body: `{"items":[${times(9990, '{}')}]}` },
  {
    what: '9,990 empty variants',
    ...product,
    body: `{"variants":[${times(4990, '{}')}],"images":[${times(4990, '{}')}]}`,
  },
  {
    what: '9,990 different variants',
    ...product,
    body: `{"variants":[${Array.from({ length: 9990 }, (_, i) => i).join()}]}`,
  },
  {
    what: '9,990 empty cards',
    ...offer,
    body: `{"creatorCards":[${times(4990, '{}')}],"receiverCards":[${times(4990, '1')}]}`,
  },
  {
    what: 'cards of 20 levels',
    ...offer,
    body: `{"creatorCards":[${times(500, `${'['.repeat(17)}${']'.repeat(17)}`)}]}`,
  },
  { what: 'numbers of 10,000 digits', ...session, body: filled('{"items":[', () => '1'.repeat(10_000), ']}') },
  { what: 'one number of a million digits', ...session, body: `{"items":1${'0'.repeat(BODY_BYTES - 20)}}` },
  {
    what: 'fractions of 10,000 digits',
    ...session,
    body: filled('{"items":[', () => `0.${'1'.repeat(10_000)}e-300`, ']}'),
  },
  { what: 'escapes', ...login, body: `{"email":"${'\\u0061'.repeat(16_000)}","a":"${'\\u0301'.repeat(100_000)}"}` },
  { what: 'a text that does not end', ...login, body: `{"a":"${'\\"'.repeat(500_000)}` },
  {
    what: 'bytes that are no UTF-8',
    ...login,
    body: `{"a":"${'x'.repeat(90_000)}"}`,
    headers: { 'Content-Type': 'application/json; charset=utf-16le' },
  },
];

const query = (text: string) =>
  encodeURIComponent(text.repeat(5000))
    .slice(0, QUERY_LENGTH)
    .replace(/%[^%]{0,5}$/, '');
const ctes = Array.from({ length: 13 }, (_, i) => `c${i + 1} AS(SELECT 1 x FROM c${i} p,c${i} q)`).join();

const queries: WorstRequest[] = [
  {
    what: 'a search with common table expressions',
    path: `/api/products?search=${encodeURIComponent(`x';WITH c0 AS(SELECT 1 x),${ctes} SELECT 1 FROM c13;--`)}`,
  },
  ...["'", '<math>"', 'a\u0301', "' or 1", '(', 'a ', '%', '😀'].map((unit) => ({
    what: `a search of ${JSON.stringify(unit)}`,
    path: `/api/products?search=${query(unit)}`,
  })),
  { what: 'a longer search', path: `/api/products?search=${'a'.repeat(URL_LENGTH)}` },
  { what: '100 parameters', path: `/api/products?${times(100, 'x').replace(/x,?/g, () => `p${Math.random()}=1&`)}` },
  { what: '7,000 parameters', path: `/api/products?${'a&'.repeat(URL_LENGTH / 2)}` },
  { what: 'brackets as parameters', path: `/api/products?${'a[b]=1&'.repeat(90)}` },
  { what: 'a path of slashes', path: `/${'/'.repeat(URL_LENGTH)}` },
  { what: 'a path of marks', path: `/api/products/a${'%CC%81'.repeat(2000)}` },
  { what: 'a path of dots', path: `/uploads/${'../'.repeat(URL_LENGTH / 3)}` },
];

const headers: WorstRequest[] = [
  {
    what: 'a long Authorization header',
    path: '/api/users/profile',
    headers: { Authorization: `Bearer-${'a'.repeat(URL_LENGTH)}` },
  },
  {
    what: 'a token of dots',
    path: '/api/users/profile',
    headers: { Authorization: `Bearer ${'a.'.repeat(URL_LENGTH / 2)}` },
  },
  {
    what: 'a long content type',
    ...login,
    body: '{}',
    headers: { 'Content-Type': `application/json;${' a="'.repeat(3000)}` },
  },
  {
    what: 'a content type of plus signs',
    ...login,
    body: '{}',
    headers: { 'Content-Type': `application/${'+'.repeat(URL_LENGTH)}` },
  },
  { what: 'many ETags', path: '/api/products', headers: { 'If-None-Match': '"a", '.repeat(2500) } },
  {
    what: 'a webhook with many signatures',
    path: '/api/checkout/webhook',
    body: bodyOf([], '"'),
    headers: { 'Stripe-Signature': `t=1${',v1=00'.repeat(2000)}` },
  },
  { what: 'many ranges', path: '/api/docs', headers: { Range: `bytes=${'0-,'.repeat(4000)}` } },
];

const upload = (what: string, body: string): WorstRequest => ({
  what: `multipart: ${what}`,
  path: '/api/admin/upload',
  caller: 'admin',
  headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
  body,
});
const part = (name: string, more = '', content = '') =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;

const uploads: WorstRequest[] = [
  upload('many fields', `${part('a').repeat(15_000)}--x--\r\n`),
  upload('many files', `${part('images', '; filename="a.png"').repeat(12_000)}--x--\r\n`),
  upload('nothing but boundaries', '--x\r\n'.repeat(200_000)),
  upload('almost boundaries', `${part('images', '; filename="a.png"', '\r\n--'.repeat(250_000))}--x--\r\n`),
  upload('a long header', part(`a${'\\"'.repeat(7000)}`)),
];

export const WORST_REQUESTS: WorstRequest[] = [...texts, ...structures, ...queries, ...headers, ...uploads];
