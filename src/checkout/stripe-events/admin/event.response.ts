import { ApiProperty } from '@nestjs/swagger';
import { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import {
  type StripeEvent,
  type StripeEventStatus,
  StripeEventStatus as StripeEventStatuses,
} from '../../../prisma/client.js';

/** Without the payload, which only the detail shows. */
export const eventSummary = {
  id: true,
  type: true,
  apiVersion: true,
  objectId: true,
  status: true,
  attempts: true,
  lastError: true,
  nextAttemptAt: true,
  appliedAt: true,
  createdAt: true,
} as const;
export type EventSummaryRow = Pick<StripeEvent, keyof typeof eventSummary>;

/** A stored Stripe event and its state. */
export class EventSummaryResponse {
  /** @example evt_1a2b3c */
  id!: string;
  /** @example checkout.session.completed */
  type!: string;
  /** @example "2026-10-28.endive" */
  apiVersion!: string | null;
  /** @example "cs_test_a1b2c3" */
  objectId!: string | null;

  @ApiProperty({ enum: StripeEventStatuses })
  status!: StripeEventStatus;

  /** Number of deliveries and retries. @example 1 */
  attempts!: number;
  /** Why it is not applied. */
  lastError!: string | null;
  nextAttemptAt!: Date | null;
  /** @example "2026-11-22T10:15:31.482Z" */
  appliedAt!: Date | null;
  /** When it first arrived. */
  createdAt!: Date;
}

export class EventResponse extends EventSummaryResponse {
  /** Stripe's payload without personal data; null once it was deleted. */
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { id: 'evt_1a2b3c', type: 'checkout.session.completed' },
  })
  payload!: Record<string, unknown> | null;
}

export class EventListResponse {
  events!: EventSummaryResponse[];
  pagination!: PaginationResponse;
}

export class OneEventResponse {
  event!: EventResponse;
}

export class ChangedEventResponse {
  event!: EventSummaryResponse;
}

export function toEventSummary(event: EventSummaryRow): EventSummaryResponse {
  const { id, type, apiVersion, objectId, status, attempts, lastError, nextAttemptAt, appliedAt, createdAt } = event;
  return { id, type, apiVersion, objectId, status, attempts, lastError, nextAttemptAt, appliedAt, createdAt };
}

export function toEventResponse(event: StripeEvent): EventResponse {
  return Object.assign(toEventSummary(event), { payload: event.payload as Record<string, unknown> | null });
}
