export interface Schema {
  $ref?: string;
  allOf?: Schema[];
  oneOf?: Schema[];
  type?: string;
  format?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  example?: unknown;
}

/** What Swagger UI fills in for a field without an example. Of a date it shows today, which is fine. */
const PLACEHOLDERS: Record<string, unknown> = { string: 'string', number: 0, integer: 0, boolean: true, object: {} };

/**
 * Makes an example of a schema as Swagger UI does.
 * @param onPlaceholder called with the path of each field that has no example
 */
export function shownExample(
  schemas: Record<string, Schema>,
  schema: Schema,
  onPlaceholder: (path: string) => void = () => undefined,
  path = '',
): unknown {
  const show = (inner: Schema, at = path): unknown => shownExample(schemas, inner, onPlaceholder, at);
  if (schema.example !== undefined) return schema.example;
  if (schema.$ref) return show(schemas[schema.$ref.split('/').at(-1)!]!);
  const [first] = schema.allOf ?? schema.oneOf ?? [];
  if (first) return show(first);
  if (schema.enum) return schema.enum[0];
  if (schema.properties) {
    const fields = Object.entries(schema.properties);
    return Object.fromEntries(fields.map(([name, field]) => [name, show(field, `${path}.${name}`)]));
  }
  if (schema.items) return [show(schema.items, `${path}[0]`)];
  if (schema.format === 'date-time') return new Date().toISOString();
  onPlaceholder(path);
  return PLACEHOLDERS[schema.type!];
}
