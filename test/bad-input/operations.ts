/** The parts of an OpenAPI document that the generator reads. */
export interface Schema {
  $ref?: string;
  type?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
  example?: unknown;
}

interface Media {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, { value: { code: string } }>;
}

export interface Document {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
}

interface RawOperation {
  parameters?: { name: string; in: string; schema?: Schema }[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

/** One route, with what it takes and what it may answer. */
export interface Operation {
  method: string;
  path: string;
  params: { name: string; example?: unknown }[];
  query: string[];
  headers: string[];
  /** A body that works, where one is taken. */
  example?: Record<string, unknown>;
  /** Paths of all fields in the body, examples' and the document's. */
  fields: string[][];
  /** Answers by status: the schema of a success, the codes of a failure. */
  answers: Map<number, { schema?: Schema; codes: string[]; isText: boolean }>;
}

export function operationsOf(document: Document): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]) => operationOf(document, method.toUpperCase(), path, raw)),
  );
}

function operationOf(document: Document, method: string, path: string, raw: RawOperation): Operation {
  const named = (place: string) => (raw.parameters ?? []).filter((parameter) => parameter.in === place);
  const media = raw.requestBody?.content['application/json'];
  const example = (media?.example ?? (media ? {} : undefined)) as Record<string, unknown> | undefined;
  const known = media?.schema ? fieldsOf(document, media.schema) : [];
  return {
    method,
    path,
    params: named('path').map(({ name, schema }) => ({ name, example: schema?.example })),
    query: named('query').map(({ name }) => name),
    headers: named('header').map(({ name }) => name),
    example,
    fields: [...known, ...pathsIn(example)],
    answers: new Map(
      Object.entries(raw.responses).map(([status, { content }]) => {
        const answer = content?.['application/json'];
        const isText = ['text/plain', 'text/csv'].some((type) => content?.[type] !== undefined);
        return [Number(status), { schema: answer?.schema, codes: Object.keys(answer?.examples ?? {}), isText }];
      }),
    ),
  };
}

/** Every field that the document knows, a list's under its first element. */
function fieldsOf(document: Document, schema: Schema, at: string[] = []): string[][] {
  if (at.length > 6) return [];
  const part = schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)!] : schema;
  const own = at.length ? [at] : [];
  return [
    ...own,
    ...(part?.allOf ?? []).flatMap((inner) => fieldsOf(document, inner, at).slice(own.length)),
    ...Object.entries(part?.properties ?? {}).flatMap(([name, inner]) => fieldsOf(document, inner, [...at, name])),
    ...(part?.items ? fieldsOf(document, part.items, [...at, '0']) : []),
  ];
}

export function pathsIn(value: unknown, at: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...pathsIn(inner, [...at, key])]);
}
