import type { ObjectSchema, Schema } from './validation-limits.js';

/**
 * Makes the example of a body from the examples of its fields. It leaves out optional fields without an example: Swagger UI
 * would fill in 0 or "string", which the API refuses.
 */
export function bodyExample(schemas: Record<string, Schema>, name: string): Record<string, unknown> {
  const { properties = {}, required = [] } = (schemas[name] ?? {}) as ObjectSchema;
  const fields = Object.entries(properties).map(([field, property]): [string, unknown] => {
    const example = property.example ?? property.default ?? nestedExample(schemas, property);
    return [field, example ?? (required.includes(field) ? '' : undefined)];
  });
  return Object.fromEntries(fields.filter(([, example]) => example !== undefined));
}

function nestedExample(schemas: Record<string, Schema>, property: Record<string, unknown>): unknown {
  const { $ref, allOf, items } = property as { $ref?: string; allOf?: [{ $ref: string }]; items?: { $ref?: string } };
  if (items?.$ref) return [bodyExample(schemas, nameOf(items.$ref))];
  const reference = $ref ?? allOf?.[0].$ref;
  return reference ? bodyExample(schemas, nameOf(reference)) : undefined;
}

export function nameOf(reference: string): string {
  return reference.replace('#/components/schemas/', '');
}
