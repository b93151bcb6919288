import type { RequestHandler } from 'express';
import { isDocsPage } from './paths.js';

/** Answers may depend on the caller, so nobody stores them. A public read says otherwise with `PublicRead`. */
export const noStore: RequestHandler = (request, response, next) => {
  if (!isDocsPage(request)) response.setHeader('Cache-Control', 'no-store');
  next();
};
