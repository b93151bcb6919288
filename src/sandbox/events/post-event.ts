import { createHmac } from 'node:crypto';
import { request } from 'node:http';

/** The shop's answer; `status` is null without one. */
export interface Answer {
  status: number | null;
  problem: string | null;
  ms: number;
}

const TIMEOUT_MS = 20_000;

/** `t=…,v1=…` over `<t>.<body>`: docs.stripe.com/webhooks#verify-manually */
export function signature(body: string, secret: string, second: number): string {
  return `t=${second},v1=${createHmac('sha256', secret).update(`${second}.${body}`).digest('hex')}`;
}

/** Sends one signed event. Never throws, and follows no redirects. */
export function postEvent(url: string, body: string, secret: string, second: number): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve) => {
    const done = (status: number | null, problem: string | null): void =>
      resolve({ status, problem, ms: Math.round(performance.now() - started) });
    const outgoing = request(url, {
      method: 'POST',
      // One connection an event, closed afterwards: none stays open when the shop stops.
      agent: false,
      timeout: TIMEOUT_MS,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Length': Buffer.byteLength(body),
        'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'Stripe-Signature': signature(body, secret, second),
      },
    });
    outgoing.on('response', (response) => {
      response.resume();
      response.on('end', () => done(response.statusCode ?? null, null));
      response.on('error', (error) => done(null, error.message));
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`No answer within ${TIMEOUT_MS / 1000} s`)));
    outgoing.on('error', (error) => done(null, error.message || 'Connection refused'));
    outgoing.end(body);
  });
}
