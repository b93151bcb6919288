import type { NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import compression from 'compression';
import { RequestLog } from '../common/logging/request-log.js';
import type { NextFunction, Request, Response } from 'express';
import { loadMetadata, openApiDocument } from './document.js';
import { renderErrorPage } from './error-page.js';
import { swaggerUiPlugin, type PluginOptions } from './swagger-ui-plugin.js';

const DOCS = 'api/docs';

const CSS = `
  .swagger-ui .topbar { display: none }
  .swagger-ui .shop-links { max-width: 1460px; margin: auto; padding: 0 20px 20px; display: flex; gap: 1.5em }
  .login { border-bottom: 1px solid #ebebeb; margin-bottom: 1em; padding-bottom: 1em }
  .login label { display: block }
  .swagger-ui .login input, .swagger-ui .login .btn { margin: 5px 8px 5px 0 }
  .swagger-ui .login input { display: block }
`;

/** Swagger UI at /api/docs and the document at /api/docs-json, made at the first request. */
export function serveOpenApi(app: NestExpressApplication, options: PluginOptions): void {
  const log = app.get(RequestLog);
  app.use([`/${DOCS}`, `/${DOCS}-json`], compression());
  app.use([`/${DOCS}`, `/${DOCS}-json`], async (request: Request, response: Response, next: NextFunction) => {
    // Swagger's routes pass no interceptor.
    log.writeAtEnd(request, response);
    await loadMetadata();
    next();
  });
  app.use(`/${DOCS}/errors`, (_request: Request, response: Response) => {
    response.type('html').send(renderErrorPage());
  });
  SwaggerModule.setup(DOCS, app, () => openApiDocument(app), {
    jsonDocumentUrl: `${DOCS}-json`,
    raw: ['json'],
    customSiteTitle: 'BoulevardTCG API',
    customCss: CSS,
    swaggerOptions: {
      deepLinking: true,
      docExpansion: 'none',
      filter: true,
      displayRequestDuration: true,
      persistAuthorization: true,
      tryItOutEnabled: true,
      // Collapsed.
      defaultModelsExpandDepth: 0,
      // Sends the document to no other server.
      validatorUrl: null,
      plugins: [swaggerUiPlugin],
      ...options,
    },
  });
}
