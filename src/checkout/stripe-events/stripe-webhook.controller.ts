import { Controller, Headers, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SkipThrottle } from '@nestjs/throttler';
import type { Request } from 'express';
import { Public } from '../../common/decorators/access.decorator.js';
import { ApiErrors } from '../../common/decorators/api-errors.decorator.js';
import { StripeEventsService } from './stripe-events.service.js';
import { WebhookReceivedResponse } from './webhook-received.response.js';

@ApiTags('checkout')
@SkipThrottle()
@Controller('checkout/webhook')
export class StripeWebhookController {
  constructor(private readonly events: StripeEventsService) {}

  /** Called by Stripe: creates the order of a paid session, and applies other events. */
  @Post()
  @Public()
  @HttpCode(200)
  @ApiOkResponse({ type: WebhookReceivedResponse })
  @ApiConsumes('application/json')
  @ApiHeader({ name: 'stripe-signature', required: true, description: 'Signature over the raw body' })
  @ApiBody({ schema: { type: 'object', description: 'An event of Stripe', example: { id: 'evt_1', object: 'event' } } })
  @ApiErrors({ 400: ['INVALID_SIGNATURE', 'INVALID_EVENT'], 500: ['INSUFFICIENT_STOCK'] })
  async receive(
    @Req() { body }: Request<unknown, unknown, unknown>,
    @Headers('stripe-signature') signature?: string,
  ): Promise<WebhookReceivedResponse> {
    await this.events.receive(Buffer.isBuffer(body) ? body : Buffer.alloc(0), signature);
    return { received: true };
  }
}
