import type { NestExpressApplication } from '@nestjs/platform-express';
import { json } from 'express';
import { requestId } from '../common/request-id.js';

/** The pipeline that every request passes, in order. */
export function applySecurity(app: NestExpressApplication): void {
  app.use(requestId);
  app.use(json());
}
