import { Inject, Injectable, Logger } from '@nestjs/common';
import type Stripe from 'stripe';
import { backoffMs } from '../../common/backoff.js';
import { Measures } from '../../common/measures/measures.js';
import { Tracing } from '../../common/tracing/tracing.js';
import type { Prisma, StripeEventStatus } from '../../generated/sqlite/client.js';
import { insertOf } from '../../prisma/insert-rows.js';
import { isUniqueViolation } from '../../prisma/is-unique-violation.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { UnreadableMetadataError } from '../session/session-metadata.js';
import { checkObject, UnreadableEventError } from './event-shape.js';
import { keptEvent } from './kept-event.js';
import { STRIPE_EVENT_HANDLERS, type EventOutcome, type StripeEventHandler } from './event-handler.js';

const STATUS_OF: Record<EventOutcome, StripeEventStatus> = {
  applied: 'APPLIED',
  ignored: 'IGNORED',
  waiting: 'WAITING',
  review: 'REVIEW',
};

const MAX_ERROR = 500;

const RETRY = { firstMs: 60_000, longestMs: 60 * 60_000 };

/**
 * Keeps every event of Stripe's, without what is personal in it, and what became of it. An event with an effect is written in the transaction of that
 * effect: here or nowhere, once. What could not be applied is kept and tried again, by Stripe and by the job.
 */
@Injectable()
export class InboxService {
  private readonly logger = new Logger(InboxService.name);
  private readonly handlers: ReadonlyMap<string, StripeEventHandler>;

  constructor(
    private readonly prisma: PrismaService,
    private readonly measures: Measures,
    private readonly tracing: Tracing,
    @Inject(STRIPE_EVENT_HANDLERS) handlers: readonly StripeEventHandler[],
  ) {
    this.handlers = new Map(handlers.flatMap((handler) => handler.types.map((type) => [type, handler])));
  }

  /**
   * Applies an event, now or again.
   * @returns once its effect is committed, or it is kept for another time or for a person
   * @throws what kept it from being applied, with the event kept
   */
  async apply(event: Stripe.Event): Promise<void> {
    const handler = this.handlers.get(event.type);
    if (!handler) return this.keep(event, 'ignored');
    const facts = { 'event.id': event.id, 'event.type': event.type };
    await this.tracing.span(`event ${event.type}`, 'internal', facts, () => this.handle(handler, event));
  }

  private async handle(handler: StripeEventHandler, event: Stripe.Event): Promise<void> {
    const row = { isWritten: false, isFirst: false };
    try {
      checkObject(event);
      const outcome = await handler.handle(event, async (tx) => {
        row.isWritten = true;
        return (row.isFirst = await this.claim(tx, event));
      });
      if (outcome === 'applied' && row.isWritten) {
        if (row.isFirst) this.tell(event);
        return;
      }
      await this.keep(event, outcome);
    } catch (error) {
      if (error instanceof UnreadableMetadataError || error instanceof UnreadableEventError)
        return this.keep(event, 'review', error);
      await this.keep(event, 'waiting', error);
      throw error;
    }
  }

  private tell({ id, type, created, request }: Stripe.Event): void {
    // Which of our calls to Stripe made it: the line of that call has the same id.
    this.logger.debug({ eventId: id, type, stripeRequestId: request?.id ?? undefined }, 'Event applied');
    // The clock may be a little behind Stripe's.
    const seconds = Math.max(0, Date.now() / 1000 - created);
    if (Number.isFinite(seconds)) this.measures.emit('eventApplied', { type, seconds });
  }

  /** @returns whether it is for this transaction to have the event's effect; the other of two waits here for the first */
  private async claim(tx: Prisma.TransactionClient, event: Stripe.Event): Promise<boolean> {
    const now = new Date();
    const { id } = event;
    const row = { ...toRow(event), status: 'APPLIED', appliedAt: now, createdAt: now } as const;
    // Prisma's own upsert would write the payload as JSON several times over.
    const [claimed] = await tx.$queryRaw<{ attempts: number; status: StripeEventStatus }[]>`
      ${insertOf('StripeEvent', [row])}
      ON CONFLICT ("id") DO UPDATE SET "attempts" = "StripeEvent"."attempts" + 1 RETURNING "attempts", "status"`;
    if (claimed!.attempts === 1) return true;
    if (claimed!.status === 'APPLIED') return false;
    const applied = { status: 'APPLIED', appliedAt: now, lastError: null, nextAttemptAt: null } as const;
    await tx.stripeEvent.update({ where: { id }, data: applied });
    return true;
  }

  /** Writes what became of an event that no transaction of its own has written. One that was applied stays so. */
  private async keep(event: Stripe.Event, outcome: EventOutcome, error?: unknown): Promise<void> {
    const { id, type } = event;
    const now = new Date();
    const lastError = error === undefined ? null : describe(error);
    const data = { status: STATUS_OF[outcome], lastError, appliedAt: outcome === 'applied' ? now : null };
    const nextAttemptAt = (attempts: number) =>
      outcome === 'waiting' ? new Date(now.getTime() + backoffMs(attempts, RETRY)) : null;
    if (outcome === 'review') this.logger.error({ eventId: id, type, reason: lastError }, 'An event needs a person');

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
}

function toRow(event: Stripe.Event) {
  const object = event.data.object as { id?: unknown };
  return {
    id: event.id,
    type: event.type,
    apiVersion: event.api_version,
    objectId: typeof object.id === 'string' ? object.id : null,
    payload: keptEvent(event),
  };
}

/** Without personal data: messages of ours name ids and amounts alone, those of others are cut. */
function describe(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, MAX_ERROR);
}
