import { Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import * as v from 'valibot';
import { backoffMs } from '../../common/backoff.js';
import { Prisma, type StripeEventStatus } from '../../prisma/client.js';
import { insertOf } from '../../prisma/insert-rows.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { NeedsReviewError } from '../rules/needs-review.error.js';
import { AlreadyAppliedError, type EventOutcome } from './event-handler.js';
import { stripeId, stripeObject } from './event-schema.js';

type StoredOutcome = Exclude<EventOutcome, 'applied'> | 'review';

const STATUS_OF: Record<StoredOutcome, StripeEventStatus> = {
  ignored: 'IGNORED',
  waiting: 'WAITING',
  review: 'REVIEW',
};

const MAX_ERROR = 500;

const RETRY = { firstMs: 60_000, longestMs: 60 * 60_000 };

/** Stored fields of the session, payment, refund or dispute that an event is about. */
const FIELDS = [
  ...['id', 'object', 'created', 'livemode', 'mode', 'status', 'payment_status', 'client_reference_id', 'expires_at'],
  ...['amount', 'amount_total', 'amount_refunded', 'currency', 'reason', 'failure_reason'],
  ...['payment_intent', 'charge'],
];

/** Ids, amounts and codes only: the other metadata of a session is personal data. */
const METADATA = /^(shop|version|installation|checkout|user|discount|promo|shipping|items_\d{1,2}|refund)$/;

const anyObject = stripeObject({ id: v.optional(v.unknown()) });

/** The rows of Stripe's events, without personal data, each with its state. */
@Injectable()
export class StoredEvents {
  private readonly logger = new Logger(StoredEvents.name);

  constructor(private readonly prisma: PrismaService) {}

  /**
   * One of several concurrent transactions records the event; the others wait here for its commit.
   * @throws AlreadyAppliedError
   */
  async record(tx: Prisma.TransactionClient, event: Stripe.Event): Promise<void> {
    const now = new Date();
    const row = { ...toRow(event), status: 'APPLIED', appliedAt: now, createdAt: now } as const;
    // Prisma's upsert would write the payload as JSON several times.
    const written = await tx.$executeRaw`
      ${insertOf('StripeEvent', [row])}
      ON CONFLICT ("id") DO UPDATE SET "status" = 'APPLIED', "appliedAt" = ${now}, "lastError" = NULL,
        "nextAttemptAt" = NULL, "attempts" = "StripeEvent"."attempts" + 1
      WHERE "StripeEvent"."status" <> 'APPLIED'`;
    if (written === 0) throw new AlreadyAppliedError(event.id);
  }

  /** Counts another delivery of an applied event. */
  async countRepeat({ id }: Stripe.Event): Promise<void> {
    await this.prisma.stripeEvent.updateMany({ where: { id }, data: { attempts: { increment: 1 } } });
  }

  /** Stores the outcome of an event that no transaction has recorded. An applied one stays applied. */
  async store(event: Stripe.Event, outcome: StoredOutcome, error?: unknown): Promise<void> {
    const { id, type } = event;
    const now = new Date();
    const lastError = error === undefined ? null : describe(error);
    const data = { status: STATUS_OF[outcome], lastError };
    const nextAttemptAt = (attempts: number) =>
      outcome === 'waiting' ? new Date(now.getTime() + backoffMs(attempts, RETRY)) : null;
    if (outcome === 'review') {
      const code = error instanceof NeedsReviewError ? error.code : undefined;
      this.logger.error({ eventId: id, type, code, reason: lastError }, 'An event needs a person');
    }

    try {
      await this.prisma.stripeEvent.create({ data: { ...toRow(event), ...data, nextAttemptAt: nextAttemptAt(1) } });
    } catch (failure) {
      if (!isUniqueViolation(failure)) throw failure;
      const kept = await this.prisma.stripeEvent.findUniqueOrThrow({ where: { id }, select: { attempts: true } });
      await this.prisma.stripeEvent.updateMany({
        where: { id, status: { not: 'APPLIED' } },
        data: { ...data, attempts: { increment: 1 }, nextAttemptAt: nextAttemptAt(kept.attempts + 1) },
      });
    }
  }

  /**
   * Also those that waited too long: a payment that was kept for review may become an order weeks later.
   * @returns events that arrived before the order of their payment, oldest first
   */
  async listWaiting(paymentIntentId: string): Promise<Stripe.Event[]> {
    const waiting = await this.prisma.stripeEvent.findMany({
      where: { status: { in: ['WAITING', 'REVIEW'] }, paymentIntentId },
      orderBy: { createdAt: 'asc' },
      select: { payload: true },
    });
    return waiting.flatMap(({ payload }) => (payload === null ? [] : [payload as unknown as Stripe.Event]));
  }

  /** Whether the payment of an event has its order by now. */
  async hasOrder(event: Stripe.Event): Promise<boolean> {
    const { paymentIntentId } = toRow(event);
    return paymentIntentId !== null && (await this.prisma.order.count({ where: { paymentIntentId } })) > 0;
  }
}

function toRow(event: Stripe.Event) {
  const object = event.data.object as { id?: unknown; payment_intent?: unknown };
  return {
    id: event.id,
    type: event.type,
    apiVersion: event.api_version,
    objectId: typeof object.id === 'string' ? object.id : null,
    paymentIntentId: idOf(object.payment_intent),
    payload: storedEvent(event),
  };
}

/** Also accepts an object that Stripe does not document. */
function idOf(reference: unknown): string | null {
  const found = typeof reference === 'object' ? (reference as { id?: unknown } | null)?.id : reference;
  return v.is(stripeId, found) ? found : null;
}

/** Without personal data: our messages contain only ids and amounts, others are cut. */
function describe(error: unknown): string {
  if (error instanceof NeedsReviewError) return `${error.code}: ${error.message}`.slice(0, MAX_ERROR);
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, MAX_ERROR);
}

/**
 * The stored form of an event: enough to check consistency and to apply it again. Names, e-mail and addresses are never
 * stored, so they need no deletion. It has no API version, so that a session is read again from Stripe before it is
 * applied.
 */
export function storedEvent({ id, type, created, livemode, account, data }: Stripe.Event): Prisma.InputJsonObject {
  return plain({
    id,
    object: 'event',
    type,
    api_version: null,
    created,
    livemode,
    account,
    data: { object: storedObject(data) },
  });
}

function storedObject({ object }: Stripe.Event.Data): Record<string, unknown> {
  const known = object as Record<string, unknown>;
  const stored = Object.fromEntries(FIELDS.map((field) => [field, scalar(known[field])]));
  const { metadata } = known;
  if (!v.is(anyObject, metadata)) return stored;
  return { ...stored, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => METADATA.test(key))) };
}

/** A payment may be expanded; its id is enough. */
function scalar(value: unknown): unknown {
  return v.is(anyObject, value) ? scalar(value.id) : value;
}

/** Removes undefined fields. */
function plain(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonObject;
}
