import type { Delivery, DeliveryStore } from '../store/delivery.store.js';
import type { ObjectStore } from '../store/object.store.js';
import { postEvent } from './post-event.js';

/** Quick at first, for a developer who waits; then over three days, as Stripe does. */
export const RETRY_SECONDS = [1, 5, 30, 120, 600, 3600, 10_800, 21_600, 43_200, 86_400, 86_400];

/** Longer than any attempt takes. After a crash, a delivery continues that much later. */
const LEASE_MS = 30_000;

export interface DispatcherOptions {
  objects: ObjectStore;
  deliveries: DeliveryStore;
  now: () => number;
  /** The shop's webhook endpoint. */
  webhookUrl: string;
  webhookSecret: string;
  retrySeconds?: number[] | undefined;
}

/** Posts events to the shop: in order within a chain, chains concurrently, with retries until the answer is 2xx. */
export class WebhookDispatcher {
  private readonly chains = new Map<string, Promise<void>>();
  private readonly underWay = new Set<Promise<void>>();
  private stopped = false;

  constructor(
    private readonly options: DispatcherOptions,
    private readonly onRecorded: () => void,
  ) {}

  /** Sends all due deliveries. */
  dispatch(): void {
    if (this.stopped) return;
    const { deliveries, now } = this.options;
    for (const [chain, batch] of byChain(deliveries.claimDue(now(), LEASE_MS))) {
      const running = (this.chains.get(chain) ?? Promise.resolve()).then(() => this.sendInOrder(batch));
      this.chains.set(chain, running);
      void running.then(() => {
        if (this.chains.get(chain) === running) this.chains.delete(chain);
      });
    }
  }

  /** Sends all due deliveries and waits for the answers of one chain, at most `maxMs`. */
  async flush(chain: string, maxMs: number): Promise<void> {
    this.dispatch();
    await atMost(maxMs, this.chains.get(chain));
  }

  /** Waits for all running deliveries, at most `maxMs`. */
  async idle(maxMs: number): Promise<void> {
    await atMost(maxMs, Promise.all(this.chains.values()));
  }

  /**
   * Sends an event now: its held delivery, else another one. It isn't retried.
   * @returns the delivery with the shop's answer
   */
  async resend(eventId: string, chain: string): Promise<Delivery> {
    const { deliveries, now } = this.options;
    const held = deliveries.ofEvent(eventId).find(({ state }) => state === 'held');
    const id = held?.id ?? deliveries.add(eventId, chain, 'held', now());
    await this.attempt(deliveries.get(id), false);
    const delivery = deliveries.get(id);
    if (delivery.state === 'delivered') deliveries.dropRetries(eventId);
    return delivery;
  }

  /** Sends no more and waits for running deliveries. The rest follows after the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.allSettled([...this.chains.values(), ...this.underWay]);
  }

  private async sendInOrder(batch: Delivery[]): Promise<void> {
    for (let from = 0; from < batch.length;) {
      const same = batch.slice(from).findIndex(({ event_id: id }) => id !== batch[from]!.event_id);
      const to = same === -1 ? batch.length : from + same;
      // Copies of one event are sent concurrently, as several instances of a shop may get them.
      const copies = batch.slice(from, to);
      if (this.stopped) for (const { id, due_at: dueAt } of copies) this.options.deliveries.release(id, dueAt);
      else await Promise.all(copies.map((delivery) => this.attempt(delivery, true)));
      from = to;
    }
  }

  private async attempt(delivery: Delivery, retry: boolean): Promise<void> {
    const attempt = this.send(delivery, retry);
    this.underWay.add(attempt);
    await attempt.finally(() => this.underWay.delete(attempt));
  }

  private async send(delivery: Delivery, retry: boolean): Promise<void> {
    const { objects, deliveries, now, webhookUrl, webhookSecret, retrySeconds = RETRY_SECONDS } = this.options;
    const event = objects.find('event', delivery.event_id);
    if (!event) return;
    const at = now();
    // A new signature for each attempt, as Stripe does: the shop refuses one after five minutes.
    const body = JSON.stringify(event, null, 2);
    // By the real time, which the shop uses, not by the sandbox's clock.
    const answer = await postEvent(webhookUrl, body, webhookSecret, Math.floor(Date.now() / 1000));

    const arrived = answer.status !== null && answer.status >= 200 && answer.status < 300;
    const wait = retrySeconds[delivery.attempts];
    const again = !arrived && retry && wait !== undefined;
    const state = arrived ? 'delivered' : again ? 'due' : 'failed';
    deliveries.record(delivery.id, { at, ...answer }, state, again ? now() + wait * 1000 : at);
    this.onRecorded();
  }
}

async function atMost(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, enough]);
  clearTimeout(timer);
}

function byChain(due: Delivery[]): Map<string, Delivery[]> {
  const chains = new Map<string, Delivery[]>();
  for (const delivery of due) chains.set(delivery.chain, [...(chains.get(delivery.chain) ?? []), delivery]);
  return chains;
}
