import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Several steps as one: Express matches each of its own layers against the path, on every request. */
export function inOrder(...steps: RequestHandler[]): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    let done = 0;
    const goOn: NextFunction = (error?: unknown) => {
      const step = error ? undefined : steps[done++];
      if (!step) return next(error);
      const result: unknown = step(request, response, goOn);
      // As Express does: what an asynchronous step throws is an error of the request.
      if (result instanceof Promise) result.catch(next);
    };
    goOn();
  };
}
