import {
  applyDecorators,
  Inject,
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Response } from 'express';
import { map, type Observable } from 'rxjs';
import { checkoutConfig, type CheckoutConfig } from '../../config/checkout.config.js';
import { actionPagePolicy, renderActionPage, type ActionPage } from './action-page.js';

@Injectable()
class ActionPageInterceptor implements NestInterceptor<ActionPage, string> {
  constructor(@Inject(checkoutConfig.KEY) private readonly storefront: CheckoutConfig) {}

  intercept(context: ExecutionContext, next: CallHandler<ActionPage>): Observable<string> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      map((page) => {
        response.type('html').set('Content-Security-Policy', actionPagePolicy(this.storefront.storefrontUrl));
        return renderActionPage(page);
      }),
    );
  }
}

/** Answers the `ActionPage` that the method returns as HTML. For the GET of a link whose POST acts. */
export const AnswersActionPage = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(ActionPageInterceptor),
    ApiOkResponse({
      description: 'A small page with a button that posts. It changes nothing',
      content: { 'text/html': { schema: { type: 'string' } } },
    }),
  );
