import type Stripe from 'stripe';
import request, { type Test } from 'supertest';
import { stripeClient } from '../../src/checkout/stripe/stripe-client.js';
import { stripeConfig, type StripeConfig } from '../../src/config/stripe.config.js';
import type { FaultKind, PlantedFault } from '../../src/sandbox/faults/fault.js';
import type { DeliveryReport, EventReport } from '../../src/sandbox/events/event-report.js';
import type { ClosedReason, FraudType } from '../../src/sandbox/radar/radar-objects.js';
import type { FailureReason } from '../../src/sandbox/refunds/refund-object.js';
import { signature } from '../../src/sandbox/events/post-event.js';
import type { RunningApp } from './start-app.js';

/** A shop with its sandbox, or a sandbox alone (`asShop` of a `SandboxServer`). */
type Served = Pick<RunningApp, 'http'>;

export type PayAction = 'pay' | 'pay_later' | 'settle' | 'fail' | 'decline' | 'expire';
export type Delivery = 'once' | 'twice' | 'late' | 'out_of_order' | 'none';

export interface PayOptions {
  /** `pay` unless given. `settle` and `fail` end what `pay_later` began. */
  action?: PayAction;
  /** `once` unless given; `none` holds the events back for `deliverEvent`. */
  delivery?: Delivery;
  /** Seconds, for `late`. */
  delay?: number;
  email?: string;
  name?: string;
  phone?: string;
  address?: Partial<Stripe.Address>;
  /** Id of one of the session's shipping rates; the first unless given. */
  shippingOption?: string;
  /** One that the session offers; the card unless given, and a direct debit for `pay_later`. */
  paymentMethod?: 'card' | 'link' | 'paypal' | 'sepa_debit';
}

export interface Paid {
  /** 200, or 402 after `decline`, or 400 when the session is not in a state for it. */
  status: number;
  session: Stripe.Checkout.Session;
  /** Where the buyer goes. */
  url: string | null;
  /** Every event of this session so far, oldest first. */
  events: EventReport[];
  /** Their deliveries; `status` is what the shop's webhook answered. */
  deliveries: DeliveryReport[];
}

const ADDRESS = { line1: '12 rue des Cartes', postal_code: '75011', city: 'Paris', country: 'FR' };

/** Does on the session's payment page what a buyer does there; comes back when the shop has answered the webhooks. */
export async function paySession(shop: Served, sessionId: string, options: PayOptions = {}): Promise<Paid> {
  const { action = 'pay', delivery, delay, email = 'acheteur@example.com', name = 'Camille Martin' } = options;
  const buyer = {
    email,
    name,
    phone: options.phone ?? '+33612345678',
    address: options.address ?? ADDRESS,
    shipping_option: options.shippingOption,
    payment_method: options.paymentMethod,
  };
  const { status, body } = await shop.http
    .post(`/sandbox/pay/${sessionId}`)
    .set('Accept', 'application/json')
    .send({ action, delivery, delay, ...buyer });
  return { ...body, status } as Paid;
}

/** Sends an event (again) and tells what the shop answered, in `status`. */
export async function deliverEvent(shop: Served, eventId: string): Promise<DeliveryReport> {
  const { body } = await shop.http.post(`/sandbox/events/${eventId}/deliver`).set('Accept', 'application/json');
  return body as DeliveryReport;
}

/** A session's events so far, oldest first, with how far their deliveries have come. */
export async function listEvents(shop: Served, sessionId: string): Promise<EventReport[]> {
  const { body } = await shop.http.get(`/sandbox/pay/${sessionId}`).set('Accept', 'application/json');
  return (body as { events: EventReport[] }).events;
}

/** Waits until every planned delivery of a session has been made or given up, retries included. */
export async function settledEvents(shop: Served, sessionId: string, withinMs = 10_000): Promise<EventReport[]> {
  const end = Date.now() + withinMs;
  for (;;) {
    const events = await listEvents(shop, sessionId);
    if (!events.some(({ deliveries }) => deliveries.some(({ state }) => state === 'due'))) return events;
    if (Date.now() > end) throw new Error(`Deliveries of ${sessionId} still under way after ${withinMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export interface FaultRequest {
  /**
   * Which of the shop's calls; every one unless given. `path` is the whole path: `/v1/refunds` is that alone, `*` stands
   * for one step of it (as for an id in the middle), a last `/**` for any number of them.
   */
  match?: { method?: 'GET' | 'POST' | 'DELETE'; path?: string };
  kind: FaultKind;
  /** How many calls; 1 unless given. The SDK calls again after a 500 or a lost connection, and each try counts. */
  times?: number;
  /** How many of them go well first. */
  skip?: number;
  /** For `timeout` and `delay`. */
  delayMs?: number;
  /** Whether the same idempotency key gets the failure again; as with Stripe unless given, that is yes for a 500. */
  saved?: boolean;
  /** For `refuse`: 400 to 499, 402 unless given; and Stripe's error code. */
  status?: number;
  code?: string;
}

/** Makes calls of the shop to Stripe go wrong. */
export async function plantFault(shop: Served, fault: FaultRequest): Promise<PlantedFault> {
  const { body } = await shop.http.post('/sandbox/faults').send(fault).expect(201);
  return body as PlantedFault;
}

/** What is planted, and how many calls each has hit. */
export async function listFaults(shop: Served): Promise<PlantedFault[]> {
  const { body } = await shop.http.get('/sandbox/faults').expect(200);
  return (body as { faults: PlantedFault[] }).faults;
}

export async function clearFaults(shop: Served): Promise<void> {
  await shop.http.delete('/sandbox/faults').expect(200);
}

/** The real SDK, on the sandbox of this shop. */
export function stripeFor(shop: RunningApp): Stripe {
  const { secretKey, apiBase } = configOf(shop);
  return stripeClient({ secretKey, apiBase, timeout: 10_000, maxNetworkRetries: 0 });
}

/**
 * Turns the sandbox's clock forward: sessions past their end expire, late deliveries, retries and refunds come; back
 * when the shop has answered those webhooks. The shop's own clock goes on as before, so turn it back (`resetClock`)
 * before new sessions are opened.
 * @param expired how the shop hears of the sessions that expire
 */
export async function advanceClock(shop: Served, seconds: number, expired: HeardOf = {}): Promise<void> {
  await postOk(shop, 'clock', { advanceSeconds: seconds, ...expired });
}

export async function resetClock(shop: Served): Promise<void> {
  await shop.http.delete('/sandbox/clock').expect(200);
}

export interface RefundCourse {
  /** What it is when it is made; `succeeded` unless given. */
  status?: 'succeeded' | 'pending' | 'requires_action';
  /** What follows automatically: `fail` may follow a success too. */
  then?: 'succeed' | 'fail' | 'cancel';
  /** How long after; 1 unless given. */
  afterSeconds?: number;
  failureReason?: FailureReason;
  delivery?: Delivery;
  delay?: number;
}

/** The next refunds that the shop makes shall go so. */
export async function planRefunds(shop: Served, course: RefundCourse & { times?: number }): Promise<void> {
  await shop.http.post('/sandbox/next-refunds').send(course).expect(201);
}

/**
 * Gives money of a paid session back as somebody does in Stripe's dashboard; comes back when the shop has answered the
 * webhooks.
 * @param amount cents; all that is left unless given
 */
export async function refundInDashboard(
  shop: Served,
  sessionId: string,
  amount?: number,
  course: RefundCourse & { reason?: 'duplicate' | 'fraudulent' | 'requested_by_customer' } = {},
): Promise<Stripe.Refund> {
  const body = await postOk(shop, `pay/${sessionId}/refund`, { amount, ...course });
  return body.refund as Stripe.Refund;
}

/** What the bank does with a refund that is pending; `fail` may also follow a success. */
export async function endRefund(
  shop: Served,
  refundId: string,
  outcome: 'succeed' | 'fail' | 'cancel',
  options: Pick<RefundCourse, 'failureReason' | 'delivery' | 'delay'> = {},
): Promise<Stripe.Refund> {
  const body = await postOk(shop, `refunds/${refundId}`, { outcome, ...options });
  return body.refund as Stripe.Refund;
}

export interface DisputeOptions {
  /** Cents; all of the charge unless given. */
  amount?: number;
  /** One of Stripe's reasons; `fraudulent` unless given. */
  reason?: string;
  /** A question of the bank's (`warning_needs_response`), before any money is taken. */
  inquiry?: boolean;
  delivery?: Delivery;
  delay?: number;
}

/** The buyer of a paid session takes the money back through the bank. */
export async function disputeCharge(
  shop: Served,
  sessionId: string,
  options: DisputeOptions = {},
): Promise<Stripe.Dispute> {
  const body = await postOk(shop, `pay/${sessionId}/dispute`, options);
  return body.dispute as Stripe.Dispute;
}

/** The shop's answer is with the bank: `charge.dispute.updated`. */
export function respondToDispute(shop: Served, disputeId: string, options: HeardOf = {}): Promise<Stripe.Dispute> {
  return stepDispute(shop, disputeId, 'respond', options);
}

/** The bank has decided: `charge.dispute.closed`. */
export function closeDispute(
  shop: Served,
  disputeId: string,
  outcome: 'won' | 'lost',
  options: HeardOf = {},
): Promise<Stripe.Dispute> {
  return stepDispute(shop, disputeId, outcome, options);
}

/** The bank is not content with the answer to its inquiry and takes the money back: `charge.dispute.updated`. */
export function escalateDispute(shop: Served, disputeId: string, options: HeardOf = {}): Promise<Stripe.Dispute> {
  return stepDispute(shop, disputeId, 'escalate', options);
}

/** The bank of a paid session's buyer reports fraud: `radar.early_fraud_warning.created`. */
export async function reportFraud(
  shop: Served,
  sessionId: string,
  options: HeardOf & { fraudType?: FraudType } = {},
): Promise<Stripe.Radar.EarlyFraudWarning> {
  const body = await postOk(shop, `pay/${sessionId}/fraud-warning`, options);
  return body.warning as Stripe.Radar.EarlyFraudWarning;
}

/** Stripe Radar wants a person to look at the payment of a session: `review.opened`. */
export async function openReview(shop: Served, sessionId: string, options: HeardOf = {}): Promise<Stripe.Review> {
  const body = await postOk(shop, `pay/${sessionId}/review`, options);
  return body.review as Stripe.Review;
}

/** @param options `closedReason`: `approved` unless given */
export async function closeReview(
  shop: Served,
  reviewId: string,
  options: HeardOf & { closedReason?: ClosedReason } = {},
): Promise<Stripe.Review> {
  const body = await postOk(shop, `reviews/${reviewId}`, options);
  return body.review as Stripe.Review;
}

type HeardOf = Pick<RefundCourse, 'delivery' | 'delay'>;

async function stepDispute(
  shop: Served,
  disputeId: string,
  outcome: string,
  options: HeardOf,
): Promise<Stripe.Dispute> {
  const body = await postOk(shop, `disputes/${disputeId}`, { outcome, ...options });
  return body.dispute as Stripe.Dispute;
}

/** @throws Error with the sandbox's answer when it refuses */
async function postOk(shop: Served, path: string, body: object): Promise<Record<string, unknown>> {
  const response = await shop.http.post(`/sandbox/${path}`).set('Accept', 'application/json').send(body);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${response.text}`);
  return response.body as Record<string, unknown>;
}

export interface Signing {
  /** Seconds since 1970 when it was signed; now unless given. */
  second?: number;
  /** The shop's first one unless given. */
  secret?: string;
}

/** Posts an event straight to the shop, signed as Stripe does. */
export function signedWebhook(shop: RunningApp, event: object, { second, secret }: Signing = {}): Test {
  const payload = JSON.stringify(event);
  const signedAt = second ?? Math.floor(Date.now() / 1000);
  return request(shop.url)
    .post('/api/checkout/webhook')
    .set('Content-Type', 'application/json; charset=utf-8')
    .set('Stripe-Signature', signature(payload, secret ?? configOf(shop).webhookSecrets[0]!, signedAt))
    .send(payload);
}

function configOf(shop: RunningApp): StripeConfig {
  return shop.app.get<StripeConfig>(stripeConfig.KEY);
}
