import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ERROR_TEXTS } from '../src/common/errors/error-texts.js';
import { TAGS } from '../src/openapi/document-texts.js';
import { currentDocument, expectRegistered } from './support/api-routes.js';
import { differences } from './support/declared-answers.js';
import { resolveRefs } from './support/resolve-refs.js';
import { shownExample, type Schema } from './support/shown-example.js';
import { startApp } from './support/start-app.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const file = readFileSync(new URL('../openapi.json', import.meta.url), 'utf8');
const committed = JSON.parse(file) as OpenAPIObject;

const operations = Object.entries(resolveRefs(committed).paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Operation>).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
);

const schemas = Object.entries(committed.components!.schemas!);

describe('openapi.json', () => {
  let current: OpenAPIObject;
  beforeAll(async () => {
    const shop = await startApp();
    current = await currentDocument(shop);
    await shop.close();
  });

  it('is what the code says: run `npm run openapi` when this fails', () => {
    expect(committed).toEqual(current);
  });

  it('describes each group', () => {
    const methods = Object.values(current.paths).flatMap((path) => Object.values(path as Record<string, Operation>));
    const used = new Set(methods.flatMap(({ tags = [] }) => tags));
    expectRegistered('TAGS in src/openapi/document-texts.ts', [...used], Object.keys(TAGS));
  });

  it('has one class for each schema name: of two classes with one name only one is described', () => {
    const src = fileURLToPath(new URL('../src', import.meta.url));
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' });
    const described = files.filter((file) => /\.(response|dto|query)\.ts$/.test(file));
    const names = described.flatMap((file) =>
      [...readFileSync(join(src, file), 'utf8').matchAll(/^export (?:abstract )?class (\w+)/gm)].map(
        ([, name]) => name,
      ),
    );
    expect(names.length).toBeGreaterThan(100);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('is at most 250 KB: what repeats is a component', () => {
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(250 * 1024);
  });

  it('shows a login without `twoFactorCode`, which most accounts must leave out', () => {
    const login = committed.paths['/api/auth/login']!.post!.requestBody as {
      content: Record<string, { example: object }>;
    };
    expect(login.content['application/json']!.example).toEqual({ email: 'sacha@example.com', password: 'Pikachu25' });
  });

  it('names no machine', () => {
    expect(committed.servers).toEqual([{ url: '/' }]);
    expect(file).not.toMatch(/\/home\/|\/tmp\/|127\.0\.0\.1/);
  });

  it('has one operation id for each operation', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe.each(operations)('%s in openapi.json', (name, operation) => {
  const statuses = Object.entries(operation.responses) as [string, { content?: Record<string, Content> }][];
  interface Content {
    schema?: object;
    example?: object;
    examples?: Record<string, { value: { code: string } }>;
  }

  it('has a summary and a group', () => {
    expect(operation.summary).toMatch(/\S{2}/);
    expect(operation.tags).toHaveLength(1);
  });

  it('declares what success answers', () => {
    const successes = statuses.filter(([status]) => Number(status) < 400);
    expect(successes.length).toBeGreaterThan(0);
    for (const [status, { content }] of successes) {
      if (status === '303') continue;
      expect(Object.values(content ?? {})).toEqual([expect.objectContaining({ schema: expect.anything() })]);
    }
  });

  it('shows an example of each success that fits it, with a value for every field', () => {
    const all = committed.components!.schemas as Record<string, Schema>;
    for (const [status, { content }] of statuses.filter(([status]) => Number(status) < 300)) {
      const { schema, example: own } = content?.['application/json'] ?? {};
      if (!schema) continue;
      const without: string[] = [];
      const example = own ?? shownExample(all, schema, (path) => without.push(path));
      expect(without).toEqual([]);
      expect(differences(name, Number(status), example)).toEqual([]);
    }
  });

  it('has an example for each id in its path', () => {
    const ids = (operation.parameters ?? []) as { name: string; in: string; schema: { example?: unknown } }[];
    expect(ids.filter((parameter) => parameter.in === 'path' && !parameter.schema.example)).toEqual([]);
  });

  it('declares its failures with codes that exist, 500 and, but for machines, 429 among them', () => {
    const failures = statuses.filter(([status]) => Number(status) >= 400);
    const codes = failures.flatMap(([, { content }]) => Object.keys(content!['application/json']!.examples!));
    expect(codes.filter((code) => !(code in ERROR_TEXTS))).toEqual([]);
    expect(codes).toContain('INTERNAL_SERVER_ERROR');
    if (!/health|metrics|webhook/.test(name)) expect(codes).toContain('RATE_LIMIT_EXCEEDED');
  });

  it('says who may call it', () => {
    const guarded = JSON.stringify(operation.security) === '[{"bearer":[]}]';
    expect('401' in operation.responses || !guarded).toBe(true);
  });
});

describe.each(schemas.filter(([name]) => name.endsWith('Dto')))('%s in openapi.json', (_, schema) => {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Property>; required?: string[] };
  interface Property {
    type?: string;
    example?: unknown;
    default?: unknown;
    $ref?: string;
    allOf?: unknown;
    items?: { $ref?: string };
    description?: string;
  }
  const fields = Object.entries(properties);

  it('gives an example for every field that must be there, its own or that of what it holds', () => {
    const without = fields.filter(
      ([, { example, $ref, allOf, items }]) => example === undefined && !$ref && !allOf && !items?.$ref,
    );
    // Tokens are nobody's example.
    expect(
      without.map(([field]) => field).filter((field) => required.includes(field) && !/token/i.test(field)),
    ).toEqual([]);
  });

  it('bounds every text, list and number', () => {
    const bound = { string: ['maxLength', 'pattern', 'enum', 'format'], array: ['maxItems'], integer: ['maximum'] };
    const unbound = fields.filter(([, { type, ...rest }]) => {
      const limits = bound[type as keyof typeof bound] as string[] | undefined;
      return limits && !limits.some((limit) => limit in rest);
    });
    // Of any length: a token that isn't ours is worth nothing, and a date is one or isn't.
    expect(unbound.map(([field]) => field).filter((field) => !/token|date/i.test(field))).toEqual([]);
  });
});

describe('every answer in openapi.json', () => {
  it('has a type for each field', () => {
    const responses = schemas.filter(([name]) => name.endsWith('Response')) as [string, { properties?: object }][];
    const untyped = responses.flatMap(([name, { properties }]) =>
      Object.entries((properties ?? {}) as Record<string, Record<string, unknown>>)
        .filter(([, field]) => !['type', '$ref', 'allOf', 'oneOf', 'anyOf', 'enum'].some((key) => key in field))
        .map(([field]) => `${name}.${field}`),
    );
    expect(untyped).toEqual([]);
  });
});
