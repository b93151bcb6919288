import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { DomainError } from '../errors/domain-error.js';
import { toErrorAnswer, withMeaning } from '../errors/error-body.js';
import { RequestLog } from '../logging/request-log.js';
import { AppMetrics } from '../metrics/app-metrics.js';
import type { RequestWithId } from '../request-id.js';

/** One JSON shape for every failure, and the log line of a request that was refused before it reached its route. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  constructor(
    private readonly metrics: AppMetrics,
    private readonly log: RequestLog,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest(), http.getResponse());
  }

  answer(thrown: unknown, request: RequestWithId, response: Response): void {
    this.log.writeAtEnd(request, response);
    const requestId = request.id ?? '';
    const error = withMeaning(thrown);
    const { status, body, retryAfterSeconds } = toErrorAnswer(error);

    this.metrics.emit('refused', { code: body.code, reason: reasonOf(error) });
    if (status >= 500) this.logFailure(error, requestId);
    if (response.headersSent) {
      response.end();
      return;
    }
    if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(Math.ceil(retryAfterSeconds)));
    response.status(status).json({ ...body, requestId });
  }

  private logFailure(error: unknown, requestId: string): void {
    if (error instanceof DomainError)
      this.logger.warn({ requestId, code: error.code, ...error.context }, error.message);
    else this.logger.error({ requestId, err: error }, 'Unforeseen error');
  }
}

/** Which limit, or what was suspicious: names of ours, never what a caller sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof DomainError)) return '';
  const { scope, suspicion } = error.context ?? {};
  if (error.code === 'RATE_LIMIT_EXCEEDED' && typeof scope === 'string') return scope;
  return error.code === 'SUSPICIOUS_CONTENT' && typeof suspicion === 'string' ? suspicion : '';
}
