import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** Makes the API's document from the code. Server addresses are left out: it is the same on every machine. */
export async function openApiDocument(app: INestApplication): Promise<OpenAPIObject> {
  const { default: metadata } = await import('./swagger-metadata.js');
  await SwaggerModule.loadPluginMetadata(metadata);
  const config = new DocumentBuilder()
    .setTitle('BoulevardTCG')
    .setDescription('The backend of a web shop for trading cards.')
    .setVersion('0.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  return SwaggerModule.createDocument(app, config);
}

/** Swagger UI at /api/docs and the document at /api/docs-json. */
export async function serveOpenApi(app: INestApplication): Promise<void> {
  const document = await openApiDocument(app);
  SwaggerModule.setup('api/docs', app, document, { jsonDocumentUrl: 'api/docs-json' });
}
