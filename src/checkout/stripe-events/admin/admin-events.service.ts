import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { recordInAuditLog } from '../../../audit/audit-log.js';
import { changedFields } from '../../../audit/changed-fields.js';
import { pageWindow, toPagination } from '../../../common/pagination/pagination.response.js';
import { NEWEST_FIRST } from '../../../prisma/newest-first.js';
import { PrismaService } from '../../../prisma/prisma.service.js';
import { EventNotFoundError, EventNotInReviewError, EventPayloadGoneError } from '../../rules/checkout.errors.js';
import { StripeEventsService } from '../stripe-events.service.js';
import type { AdminEventsQuery } from './admin-events.query.js';
import {
  eventSummary,
  toEventResponse,
  toEventSummary,
  type ChangedEventResponse,
  type EventListResponse,
  type OneEventResponse,
} from './event.response.js';

@Injectable()
export class AdminEventsService {
  private readonly logger = new Logger(AdminEventsService.name);

  constructor(
    private readonly prisma: PrismaService,
    private readonly events: StripeEventsService,
  ) {}

  async list(query: AdminEventsQuery): Promise<EventListResponse> {
    const { status, type, objectId } = query;
    const where = { status, type, objectId };
    const [events, total] = await Promise.all([
      this.prisma.stripeEvent.findMany({
        where,
        select: eventSummary,
        orderBy: NEWEST_FIRST,
        ...pageWindow(query),
      }),
      this.prisma.stripeEvent.count({ where }),
    ]);
    return { events: events.map(toEventSummary), pagination: toPagination(query, total) };
  }

  /** @throws EventNotFoundError */
  async get(id: string): Promise<OneEventResponse> {
    return { event: toEventResponse(await this.find(id)) };
  }

  /**
   * Applies an event again, as its next delivery would. The response says why it is still not applied.
   * @throws EventNotFoundError
   * @throws EventPayloadGoneError
   */
  async replay(adminId: string, id: string): Promise<ChangedEventResponse> {
    const { payload, status } = await this.find(id);
    if (payload === null) throw new EventPayloadGoneError();
    if (status !== 'APPLIED') {
      // The error is stored with the event and returned from there.
      await this.events.apply(payload as unknown as Stripe.Event).catch((error: unknown) => this.logger.warn(error));
    }
    const event = await this.find(id);
    const change = changedFields({ status }, { status: event.status });
    await recordInAuditLog(this.prisma, adminId, 'event.replay', id, change);
    return { event: toEventSummary(event) };
  }

  /**
   * Ends the review of an event without applying it. Stripe's next delivery of it is judged again.
   * @throws EventNotFoundError
   * @throws EventNotInReviewError
   */
  async dismiss(adminId: string, id: string): Promise<ChangedEventResponse> {
    await this.find(id);
    await this.prisma.$transaction(async (tx) => {
      const where = { id, status: 'REVIEW' } as const;
      const { count } = await tx.stripeEvent.updateMany({ where, data: { status: 'IGNORED' } });
      if (count === 0) throw new EventNotInReviewError();
      const change = changedFields({ status: 'REVIEW' }, { status: 'IGNORED' });
      await recordInAuditLog(tx, adminId, 'event.dismiss', id, change);
    });
    return { event: toEventSummary(await this.find(id)) };
  }

  private async find(id: string) {
    const event = await this.prisma.stripeEvent.findUnique({ where: { id } });
    if (!event) throw new EventNotFoundError();
    return event;
  }
}
