import { NotFoundException } from '@nestjs/common';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Measures } from '../measures/measures.js';
import { ErrorFilter } from './error.filter.js';

/** Nest answers for unknown addresses and failures under its own prefix alone; these two do for all the others. */
export function answerOutsidePrefix(measures: Measures): [RequestHandler, ErrorRequestHandler] {
  const filter = new ErrorFilter(measures);
  return [
    (request, response) => filter.answer(new NotFoundException(), request, response),
    // Express knows an error handler by its four parameters.
    (error, request, response, _next) => filter.answer(error, request, response),
  ];
}
