import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';

/** What a route answers, and where it comes from when not from a current answer of TCGdex. */
export interface Sourced<T> {
  body: T;
  origin: { staleSeconds: number } | 'demo' | 'current';
}

/** Takes the answer out of its wrapping and says in headers (RFC 7234, 5.1 and 5.5) when it isn't a current one. */
@Injectable()
export class StaleResponseInterceptor implements NestInterceptor<Sourced<unknown>, unknown> {
  intercept(context: ExecutionContext, next: CallHandler<Sourced<unknown>>): Observable<unknown> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map(({ body, origin }) => {
        if (origin === 'demo') response.setHeader('Warning', '199 - "Demonstration Data"');
        else if (origin !== 'current') {
          response.setHeader('Age', String(origin.staleSeconds));
          response.setHeader('Warning', '110 - "Response is Stale"');
        }
        return body;
      }),
    );
  }
}
