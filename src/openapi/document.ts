import { readFileSync } from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { declaredErrors, mergeCodes } from '../common/decorators/api-errors.decorator.js';
import { ErrorResponse } from '../common/errors/error.response.js';
import { bodyExample, nameOf } from './body-example.js';
import { DESCRIPTION, TAGS } from './document-texts.js';
import { ErrorResponses } from './error-responses.js';
import { generalErrors, securityOf, type Operation } from './general-errors.js';
import { addNullExamples } from './null-examples.js';
import { operationId, routesById } from './routes.js';
import { shareParameters } from './share-parameters.js';
import { addValidationLimits, type Schema } from './validation-limits.js';

/** Loads the types and comments of DTO and controller files. Call it once, before the first document. */
export function loadMetadata(): Promise<void> {
  loaded ??= import('../metadata.js').then(({ default: metadata }) => SwaggerModule.loadPluginMetadata(metadata));
  return loaded;
}

let loaded: Promise<void> | undefined;

/**
 * Makes the OpenAPI document from the code; call `loadMetadata` first. It is the same on every machine and database: it names
 * no machine, and the order of its parts is fixed.
 */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, config(), {
    operationIdFactory: operationId,
    extraModels: [ErrorResponse],
  });
  const schemas = document.components?.schemas ?? {};
  addValidationLimits(schemas);
  addNullExamples(schemas);
  const routes = routesById(app);
  const errors = new ErrorResponses();
  const all: Operation[] = [];
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations as Record<string, Operation>)) {
      const route = routes.get(operation.operationId!)!;
      const codes = mergeCodes(declaredErrors(route.controller, route.handler), generalErrors(method, path, route));
      Object.assign(operation.responses, errors.of(codes));
      operation.security = securityOf(route);
      completeInput(operation, schemas);
      all.push(operation);
    }
  }
  const { paths, components, ...rest } = document;
  const parameters = sorted(shareParameters(all));
  const { responses = {}, examples = {} } = errors.components();
  return {
    ...rest,
    paths: inOrderOfUse(paths),
    components: {
      ...components,
      schemas: sorted(schemas),
      parameters,
      responses: sorted(responses),
      examples: sorted(examples),
    },
  };
}

function completeInput({ parameters = [], requestBody }: Operation, schemas: Record<string, Schema>): void {
  for (const parameter of parameters as { required?: boolean; schema?: { default?: unknown } }[]) {
    if (parameter.schema?.default !== undefined) parameter.required = false;
  }
  const body = (requestBody as { content?: Record<string, Body> } | undefined)?.content?.['application/json'];
  if (body?.schema?.$ref) body.example = bodyExample(schemas, nameOf(body.schema.$ref));
}

interface Body {
  schema?: { $ref?: string };
  example?: unknown;
}

function config(): Omit<OpenAPIObject, 'paths'> {
  const builder = new DocumentBuilder()
    .setTitle('BoulevardTCG')
    .setDescription(DESCRIPTION)
    .setVersion(version())
    .addServer('/')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The `accessToken` of a login response',
    });
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  return builder.build();
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Routes of CSV files are declared before `:id`, and used after the others. */
const CSV_ROUTE = /^\/api\/admin\/\w+\/(import|export)$/;

/** By group, in the order of `TAGS`; inside a group as the controllers declare them. */
function inOrderOfUse(paths: OpenAPIObject['paths']): OpenAPIObject['paths'] {
  const tags = Object.keys(TAGS);
  const place = ([path, methods]: [string, object]) =>
    tags.indexOf((Object.values(methods)[0] as Operation).tags![0]!) + (CSV_ROUTE.test(path) ? 0.5 : 0);
  return Object.fromEntries(Object.entries(paths).sort((a, b) => place(a) - place(b)));
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
