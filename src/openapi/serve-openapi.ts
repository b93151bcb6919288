import type { INestApplication } from '@nestjs/common';
import { SwaggerModule } from '@nestjs/swagger';
import { loadMetadata, openApiDocument } from './document.js';

/** Swagger UI at /api/docs and the document at /api/docs-json, made when first asked for. */
export async function serveOpenApi(app: INestApplication): Promise<void> {
  await loadMetadata();
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/docs-json',
    raw: ['json'],
    customSiteTitle: 'BoulevardTCG API',
    swaggerOptions: { displayRequestDuration: true, tryItOutEnabled: true },
  });
}
