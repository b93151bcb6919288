import { readFileSync } from 'node:fs';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv, type AnySchema, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { resolveRefs } from './resolve-refs.js';

type Json = Record<string, unknown>;
export interface DocumentedOperation {
  operationId: string;
  parameters?: { name: string; in: string; schema: { example?: string } }[];
  requestBody?: { content: Record<string, { example?: object }> };
  responses: Record<string, { content?: Record<string, { schema: object; example?: { message?: string } }> }>;
}

export const openApi = resolveRefs(
  JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8')) as OpenAPIObject,
);

const ajv = new Ajv({ strict: false, allErrors: true, code: { optimize: false } });
formats.default(ajv);
ajv.addSchema({ $id: 'document', schemas: strict(openApi.components!.schemas) });
const compiled = new Map<object, ValidateFunction>();

/** @returns the operation with a method and path, as `GET /api/products/{slug}` */
export function operation(route: string): DocumentedOperation {
  const [method, path] = route.split(' ') as [string, string];
  const found = (openApi.paths[path] as Json | undefined)?.[method.toLowerCase()];
  if (!found) throw new Error(`${route} is not in openapi.json`);
  return found as DocumentedOperation;
}

/** @returns what an answer has that openapi.json does not declare, or lacks; nothing when it fits */
export function differences(route: string, status: number, body: unknown): string[] {
  const declared = operation(route).responses[String(status)];
  if (!declared) return [`${status} is not declared`];
  const schema = declared.content?.['application/json']?.schema;
  if (!schema) return [];
  const validate = compiled.get(schema) ?? ajv.compile(strict(schema) as AnySchema);
  compiled.set(schema, validate);
  if (validate(body)) return [];
  return validate.errors!.map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The same schema for a validator that takes `null` from `nullable`, and no field that is not named. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, $ref, ...rest } = schema as Json;
  const made: Json = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, strict(value)]));
  if (typeof $ref === 'string') made.$ref = $ref.replace('#/components', 'document#');
  if (made.properties && made.additionalProperties === undefined && !('code' in (made.properties as Json))) {
    made.additionalProperties = false;
  }
  return nullable ? { anyOf: [{ type: 'null' }, made] } : made;
}
