import { Injectable } from '@nestjs/common';
import type { AuthUser } from '../../../common/decorators/current-user.decorator.js';
import { isOpaqueId } from '../../../common/ids/opaque-id.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { OrderNotFoundError } from '../../rules/checkout.errors.js';
import {
  orderWithOwnEventsInclude,
  toOrderWithEventsResponse,
  type OrderWithEventsRow,
} from '../dto/order-event.response.js';
import {
  toTrackedOrderResponse,
  type OwnerTrackingResponse,
  type TokenTrackingResponse,
} from './tracked-order.response.js';
import { InvalidTrackingTokenError, OrderAccessDeniedError } from '../../tracking/tracking.errors.js';
import { TrackingTokens } from '../../tracking/tracking-tokens.js';

@Injectable()
export class TrackingService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly tokens: TrackingTokens,
  ) {}

  /**
   * Returns an order without personal data for a tracking token, or completely for its owner. The token is checked
   * first, also for a logged-in account.
   * @throws InvalidTrackingTokenError, OrderAccessDeniedError, OrderNotFoundError
   */
  async track(
    reader: AuthUser | null,
    orderId: string,
    token?: string,
  ): Promise<TokenTrackingResponse | OwnerTrackingResponse> {
    const byToken = token !== undefined && this.tokens.opens(token, orderId);
    const order = byToken || reader ? await this.find(orderId) : null;

    if (order && byToken) return { order: toTrackedOrderResponse(order), access: 'token' };
    if (order && reader && order.userId === reader.userId) {
      return { order: toOrderWithEventsResponse(order), access: 'owner' };
    }
    if (token !== undefined) throw new InvalidTrackingTokenError();
    if (!reader) throw new OrderAccessDeniedError();
    throw new OrderNotFoundError('No such order of this account');
  }

  private async find(id: string): Promise<OrderWithEventsRow | null> {
    if (!isOpaqueId(id)) return null;
    return this.prisma.order.findUnique({ where: { id }, include: orderWithOwnEventsInclude });
  }
}
