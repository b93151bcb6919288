import type { ObjectSchema, Schema } from './validation-limits.js';

/**
 * Gives null as the example of each field of a response that may be null and has no other example: Swagger UI would show
 * "string" or 0. Request bodies get theirs from `bodyExample`.
 */
export function addNullExamples(schemas: Record<string, Schema>): void {
  for (const [name, schema] of Object.entries(schemas)) {
    if (name.endsWith('Dto')) continue;
    for (const property of Object.values((schema as ObjectSchema).properties ?? {})) {
      // What refers to a schema has the example of that.
      if (property.nullable && !property.allOf && property.example === undefined) property.example = null;
    }
  }
}
