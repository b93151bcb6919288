import { Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { InvalidEventError } from '../checkout.errors.js';
import { StripeGateway } from '../stripe/stripe.gateway.js';
import { isEvent } from './event-shape.js';
import { InboxService } from './inbox.service.js';

/** What Stripe tells us: docs.stripe.com/api/events/types. It may come twice, late, or in another order. */
@Injectable()
export class WebhookService {
  constructor(
    private readonly stripe: StripeGateway,
    private readonly inbox: InboxService,
  ) {}

  /**
   * Returns once the event's effect is committed, or the event is kept; whatever is thrown makes Stripe deliver it again.
   * @param rawBody the very bytes that were signed
   * @throws InvalidSignatureError
   * @throws InvalidEventError for what was signed and is no event: nothing is kept of it
   * @throws RedeliverLaterError when the goods are gone
   */
  async receive(rawBody: Buffer, signature: string | undefined): Promise<void> {
    this.stripe.checkSignature(rawBody, signature);
    await this.inbox.apply(readEvent(rawBody));
  }
}

function readEvent(rawBody: Buffer): Stripe.Event {
  const event = parse(rawBody.toString('utf8'));
  if (!isEvent(event)) throw new InvalidEventError();
  return event;
}

function parse(json: string): unknown {
  try {
    // Rare, so that no other event pays for the search.
    return UNSTORABLE_ESCAPE.test(json) ? JSON.parse(json, (_, value: unknown) => storable(value)) : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** PostgreSQL takes neither NUL nor half of a character, as somebody may have pasted into Stripe's page. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/i;

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '\uFFFD');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [storable(name), field as unknown]));
}
