import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { AuthUser } from '../decorators/current-user.decorator.js';
import type { RequestWithId } from '../request-id.js';
import { PINO } from './pino.provider.js';

/**
 * Writes the line of a request: method, route, status, milliseconds, request id, user id. Nothing that the client chose:
 * no body, header, query or IP, and of a path without a route only its plain words.
 */
@Injectable()
export class RequestLog {
  private readonly seen = new WeakSet<Request>();

  constructor(@Inject(PINO) private readonly logger: Logger) {}

  /** Writes the line once the response is sent or the connection is lost. Only the first call for a request counts. */
  writeAtEnd(request: RequestWithId, response: Response): void {
    if (this.seen.has(request)) return;
    this.seen.add(request);
    if (response.closed) this.write(request, response);
    else response.once('close', () => this.write(request, response));
  }

  private write(request: RequestWithId, response: Response): void {
    this.logger.info(
      {
        method: request.method,
        route: routeOf(request),
        status: response.statusCode,
        ms: Math.round((performance.now() - (request.startedAt ?? performance.now())) * 10) / 10,
        requestId: request.id,
        userId: (request.user as AuthUser | undefined)?.userId,
        // The client hung up before the response was sent.
        ...(!response.writableFinished && { aborted: true }),
      },
      'request',
    );
  }
}

/** The pattern of the route that took a request, or of its path only the plain words. */
export function routeOf(request: Request): string {
  const route = (request.route as { path?: unknown } | undefined)?.path;
  if (typeof route === 'string' && !route.includes('*')) return route;
  return plainWords(request.originalUrl);
}

/** `/api/auth/login` as it is; what could be an id, a token or an e-mail becomes `*`. */
export function plainWords(url: string): string {
  const [path = ''] = url.slice(0, 200).split('?');
  return path
    .split('/')
    .slice(0, 6)
    .map((word) => (/^(?:[a-z-]{0,24}|2fa)$/.test(word) ? word : '*'))
    .join('/');
}
