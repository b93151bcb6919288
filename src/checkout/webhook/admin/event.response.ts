import { ApiProperty } from '@nestjs/swagger';
import { PaginationResponse } from '../../../common/pagination/pagination.response.js';
import {
  type StripeEvent,
  type StripeEventStatus,
  StripeEventStatus as StripeEventStatuses,
} from '../../../generated/sqlite/client.js';

/** Everything but the payload, which is for those who look at one. */
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

/** An event of Stripe's and what became of it. */
export class EventSummaryResponse {
  /** @example evt_1a2b3c */
  id!: string;
  /** @example checkout.session.completed */
  type!: string;
  apiVersion!: string | null;
  objectId!: string | null;

  @ApiProperty({ enum: StripeEventStatuses })
  status!: StripeEventStatus;

  /** How often it was delivered or tried again. */
  attempts!: number;
  /** Why it is not applied. */
  lastError!: string | null;
  nextAttemptAt!: Date | null;
  appliedAt!: Date | null;
  /** When it first arrived. */
  createdAt!: Date;
}

export class EventResponse extends EventSummaryResponse {
  /** What Stripe sent, without what is personal; null once it has served its time. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  payload!: Record<string, unknown> | null;
}

export class EventListResponse {
  events!: EventSummaryResponse[];
  pagination!: PaginationResponse;
}

export class OneEventResponse {
  event!: EventResponse;
}

export class ReplayedEventResponse {
  event!: EventSummaryResponse;
}

export function toEventSummary(event: EventSummaryRow): EventSummaryResponse {
  const { id, type, apiVersion, objectId, status, attempts, lastError, nextAttemptAt, appliedAt, createdAt } = event;
  return { id, type, apiVersion, objectId, status, attempts, lastError, nextAttemptAt, appliedAt, createdAt };
}

export function toEventResponse(event: StripeEvent): EventResponse {
  return Object.assign(toEventSummary(event), { payload: event.payload as Record<string, unknown> | null });
}
