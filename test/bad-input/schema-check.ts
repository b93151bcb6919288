import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Document, Schema } from './operations.js';

/** Says what is wrong with a value by its schema in the document; a field that isn't declared is wrong too. */
export function schemaCheck({ components }: Document): (schema: Schema, value: unknown) => string | undefined {
  const ajv = new Ajv({ strict: false, allErrors: true, code: { optimize: false } });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'document', components: { schemas: toJsonSchema(components.schemas) } });
  const compiled = new Map<string, ValidateFunction>();

  return (schema, value) => {
    const key = JSON.stringify(schema);
    const validate = compiled.get(key) ?? ajv.compile(toJsonSchema(schema) as object);
    compiled.set(key, validate);
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  };
}

/** OpenAPI 3.0 writes `nullable`, and its references begin at the document. */
function toJsonSchema(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(toJsonSchema);
  if (typeof part !== 'object' || part === null) return part;
  const { nullable, ...rest } = part as Record<string, unknown>;
  const schema = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, toJsonSchema(value)]));
  if (typeof schema.$ref === 'string') schema.$ref = schema.$ref.replace(/^#/, 'document#');
  if (schema.properties && schema.type === 'object' && !('additionalProperties' in schema) && !schema.allOf) {
    schema.additionalProperties = false;
  }
  return nullable ? { anyOf: [schema, { type: 'null' }] } : schema;
}
