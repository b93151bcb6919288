import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { RequestLog } from './request-log.js';

/** The line of each request that reaches its route. `ErrorFilter` writes that of a request which is refused earlier. */
@Injectable()
export class LoggingInterceptor implements NestInterceptor {
  constructor(private readonly log: RequestLog) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    this.log.writeAtEnd(http.getRequest(), http.getResponse());
    return next.handle();
  }
}
