import type { Test } from 'supertest';

/** What somebody was told, and after how long. */
export interface Answer {
  status: number;
  body: { code?: string; sessionId?: string };
  retryAfter: string | undefined;
  ms: number;
}

export async function timed(request: Test): Promise<Answer> {
  const started = performance.now();
  const { status, body, headers } = await request;
  const retryAfter = (headers as Record<string, string | undefined>)['retry-after'];
  return { status, body: body as Answer['body'], retryAfter, ms: performance.now() - started };
}

export function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'retryAfter' in value;
}

/** What a person must never be told while Stripe has trouble: a failure of ours, or nothing for too long. */
export function expectPolite({ status, body, retryAfter, ms }: Answer): void {
  expect(ms).toBeLessThan(10_000);
  if (status < 500) return;
  expect({ status, code: body.code }).toEqual({ status: 503, code: 'PAYMENT_UNAVAILABLE' });
  expect(Number(retryAfter)).toBeGreaterThan(0);
}
