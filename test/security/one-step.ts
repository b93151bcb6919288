import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import request from 'supertest';
import { toErrorAnswer } from '../../src/common/errors/error-body.js';

/** A bare server with the given steps, whose every route answers what reached it. */
export const serverWith = (...steps: RequestHandler[]): ReturnType<typeof request> => request(appWith(...steps));

export function appWith(...steps: RequestHandler[]): Express {
  const app = express();
  app.set('query parser', 'simple');
  app.use(...steps);
  app.use((incoming: Request, response: Response) => {
    const body: unknown = incoming.body;
    if (Buffer.isBuffer(body)) response.json({ bytes: body.toString('latin1') });
    else response.json({ body: body ?? null, query: incoming.query });
  });
  app.use((error: unknown, _incoming: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error);
    const { status, body } = toErrorAnswer(error);
    response.status(status).json(body);
  });
  return app;
}
