import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { AuthUser } from '../common/decorators/current-user.decorator.js';
import type { RequestWithId } from '../common/request-id.js';

/**
 * One line a request once its answer is out: method, route, status, milliseconds, request id, user id. Nothing that a
 * caller chose gets in: no body, header, query or address, and of a path that no route took only its plain words.
 */
export function accessLog(logger: Logger): RequestHandler {
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!logger.isLevelEnabled('info')) return next();
    const start = performance.now();
    response.once('close', () => {
      logger.info(
        {
          method: request.method,
          route: routeOf(request),
          status: response.statusCode,
          ms: Math.round((performance.now() - start) * 10) / 10,
          requestId: (request as RequestWithId).id,
          userId: (request.user as AuthUser | undefined)?.userId,
          // The caller hung up before the answer was out.
          ...(!response.writableFinished && { aborted: true }),
        },
        'request',
      );
    });
    next();
  };
}

/** The pattern of the route that took a request, or of its path only the plain words. */
export function routeOf(request: Request): string {
  const route = (request.route as { path?: unknown } | undefined)?.path;
  if (typeof route === 'string' && !route.includes('*')) return route;
  return plainWords(request.originalUrl);
}

/** `/api/auth/login` as it is; what could be an id, a token or an address becomes `*`. */
export function plainWords(url: string): string {
  const [path = ''] = url.slice(0, 200).split('?');
  return path
    .split('/')
    .slice(0, 6)
    .map((word) => (/^(?:[a-z-]{0,24}|2fa)$/.test(word) ? word : '*'))
    .join('/');
}
