import { readFileSync } from 'node:fs';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { declaredErrors, mergeCodes } from '../common/decorators/api-errors.decorator.js';
import { ErrorResponse } from '../common/errors/error.response.js';
import { bodyExample, nameOf } from './body-example.js';
import { DESCRIPTION, TAGS } from './document-texts.js';
import { errorResponses } from './error-responses.js';
import { generalErrors, securityOf, type Operation } from './general-errors.js';
import { operationId, routesById } from './routes.js';
import { addValidationLimits, type Schema } from './validation-limits.js';

/** Reads what the compiler knows about DTO and controller files; once a process, before the first document. */
export async function loadMetadata(): Promise<void> {
  const { default: metadata } = await import('../swagger-metadata.js');
  await SwaggerModule.loadPluginMetadata(metadata);
}

/**
 * Makes the API's document from the code; `loadMetadata` first. It is the same on every machine and database: server
 * addresses are left out, and its parts are in a fixed order.
 */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const document = SwaggerModule.createDocument(app, config(), {
    operationIdFactory: operationId,
    extraModels: [ErrorResponse],
  });
  const schemas = document.components?.schemas ?? {};
  addValidationLimits(schemas);
  const routes = routesById(app);
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations as Record<string, Operation>)) {
      const route = routes.get(operation.operationId!)!;
      const codes = mergeCodes(declaredErrors(route.controller, route.handler), generalErrors(method, path, route));
      Object.assign(operation.responses, errorResponses(codes));
      operation.security = securityOf(route);
      completeInput(operation, schemas);
    }
  }
  const { paths, components, ...rest } = document;
  return { ...rest, paths: sorted(paths), components: { ...components, schemas: sorted(schemas) } };
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
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: 'The `accessToken` of a login',
    });
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  return builder.build();
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
