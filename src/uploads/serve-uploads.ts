import { pipeline } from 'node:stream/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { UPLOADS } from '../security/paths.js';
import { isUploadName, mimetypeOf } from './store/upload-name.js';
import { UploadStore } from './store/upload-store.js';
import { FileNotFoundError } from './uploads.errors.js';

/** A name stands for the same bytes for ever. */
const CACHING = 'public, max-age=31536000, immutable';

/**
 * Serves `GET /uploads/<name>`, outside the API's prefix. The pipeline's headers are on it already: `nosniff`, a policy
 * that lets nothing run, and the leave for pages of other origins to show it.
 */
export function serveUploads(app: NestExpressApplication): void {
  const store = app.get(UploadStore, { strict: false });
  app.use((request: Request, response: Response, next: NextFunction): void => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!request.path.startsWith(UPLOADS) || !isRead) return next();
    serve(store, request, response).catch(next);
  });
}

async function serve(store: UploadStore, request: Request, response: Response): Promise<void> {
  const name = request.path.slice(UPLOADS.length);
  const stored = isUploadName(name) ? await store.open(name) : null;
  if (!stored) throw new FileNotFoundError();

  response.set({
    'Content-Type': mimetypeOf(name),
    'Content-Length': String(stored.sizeBytes),
    'Cache-Control': CACHING,
    ETag: `"${name}"`,
  });
  if (request.fresh || request.method === 'HEAD') {
    stored.contents.destroy();
    if (request.fresh) response.status(304).removeHeader('Content-Length');
    response.end();
    return;
  }
  // Who leaves before the end gets no answer any more.
  await pipeline(stored.contents, response).catch(() => response.destroy());
}
