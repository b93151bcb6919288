import type { INestApplication } from '@nestjs/common';
import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import { SwaggerModule } from '@nestjs/swagger';
import { Router, static as staticFiles, type NextFunction, type Request, type Response } from 'express';
import { loadMetadata, openApiDocument } from './document.js';

/** Routes ignore case. */
const DOCS = /^\/api\/docs(?:-json)?(?:\/|$)/i;

/**
 * Swagger UI at /api/docs and the document at /api/docs-json. Both are made when first asked for, in a room of their own:
 * Swagger's nine layers of Express would else be matched against every request of the shop.
 */
export function serveOpenApi(app: NestExpressApplication): void {
  let explorer: Promise<Router> | undefined;
  app.use((request: Request, response: Response, next: NextFunction): void => {
    if (!DOCS.test(request.path)) return next();
    explorer ??= openExplorer(app);
    explorer.then((router) => router(request, response, next)).catch(next);
  });
}

async function openExplorer(app: INestApplication): Promise<Router> {
  await loadMetadata();
  const router = Router();
  const adapter = new ExpressAdapter(router);
  // All that Swagger asks of an application is where to put its routes and files.
  const room = {
    getHttpAdapter: () => adapter,
    useStaticAssets: (folder: string, { prefix }: { prefix: string }) => void router.use(prefix, staticFiles(folder)),
  } as unknown as INestApplication;
  SwaggerModule.setup('api/docs', room, () => openApiDocument(app), {
    jsonDocumentUrl: 'api/docs-json',
    raw: ['json'],
    customSiteTitle: 'BoulevardTCG API',
    swaggerOptions: { displayRequestDuration: true, tryItOutEnabled: true },
  });
  return router;
}
