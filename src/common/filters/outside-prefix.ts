import { NotFoundException } from '@nestjs/common';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { ErrorFilter } from './error.filter.js';

/** Nest handles unknown paths and failures under its own prefix alone; these two do so for all the others. */
export function errorsOutsidePrefix(filter: ErrorFilter): [RequestHandler, ErrorRequestHandler] {
  return [
    (request, response) => filter.answer(new NotFoundException(), request, response),
    // Express knows an error handler by its four parameters.
    (error, request, response, _next) => filter.answer(error, request, response),
  ];
}
