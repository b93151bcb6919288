import { ApiError } from '../api-error.js';
import type { Method } from '../http-method.js';
import type { FormObject } from '../schema/form.js';
import { object, parseParams } from '../schema/params.js';
import { bool, int, matching, oneOf, text } from '../schema/scalar-rules.js';

/**
 * How a call fails:
 * - `error`: nothing is done, the answer is a 500.
 * - `error_after`: all is done, and the answer is a 500 all the same.
 * - `timeout`: nothing is done, and the connection is closed after `delayMs` without an answer.
 * - `lost`: all is done, and the connection is closed at once, without an answer.
 * - `delay`: all is done, and the answer comes `delayMs` later.
 * - `refuse`: nothing is done, the answer is the 4xx of `status` and `code`.
 */
export const FAULT_KINDS = ['error', 'error_after', 'timeout', 'lost', 'delay', 'refuse'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
  /** Which calls: null stands for all methods, or all paths. */
  match: { method: Method | null; path: string | null };
  kind: FaultKind;
  /** How many of them, after the first `skip`. */
  times: number;
  skip: number;
  delayMs: number;
  /** Whether a retry under the same idempotency key gets the failure again, as it does from Stripe. */
  saved: boolean;
  /** Of a refusal. */
  status: number;
  code: string | null;
}

export interface PlantedFault extends Fault {
  id: number;
  /** How many calls it has hit so far. */
  hits: number;
}

const path = matching(
  /^\/v1(\/[\w*-]+)+$/,
  (value) => `Invalid path: ${value.slice(0, 100)}. It begins with /v1/; * is one step, a last /** any number of them.`,
);

const params = object(
  {
    match: object({ method: oneOf('get', 'post', 'delete', 'GET', 'POST', 'DELETE'), path }),
    times: int({ min: 1, max: 1_000_000 }),
    skip: int({ max: 1_000_000 }),
    delayMs: int({ max: 600_000 }),
    saved: bool,
    status: int({ min: 400, max: 499 }),
    code: text({ max: 100 }),
  },
  { kind: oneOf(...FAULT_KINDS) },
);

/**
 * Reads a fault from JSON and fills in the defaults.
 * @throws ApiError for an unknown field or value
 */
export function readFault(form: FormObject): Fault {
  const { match, kind, times = 1, skip = 0, delayMs, saved, status = 402, code } = parseParams(params, form);
  return {
    match: { method: (match?.method?.toLowerCase() as Method | undefined) ?? null, path: match?.path ?? null },
    kind,
    times,
    skip,
    delayMs: delayMs ?? (kind === 'timeout' ? 30_000 : 1000),
    saved: saved ?? (kind === 'error' || kind === 'error_after'),
    status,
    code: code ?? (status === 402 ? 'card_declined' : null),
  };
}

/** @param called the whole path of a call, without its query: `/v1/refunds/re_3abc` */
export function isHit({ match }: Fault, method: string, called: string): boolean {
  if (match.method !== null && match.method !== method) return false;
  return match.path === null || patternOf(match.path).test(called);
}

/** The error that replaces the real answer. */
export function faultError({ kind, status, code }: Fault): ApiError {
  if (kind !== 'refuse') {
    return new ApiError('An unknown error occurred', { type: 'api_error', status: 500 });
  }
  return new ApiError('The sandbox was told to refuse this request.', {
    status,
    type: status === 402 ? 'card_error' : 'invalid_request_error',
    ...(code !== null && { code }),
  });
}

function patternOf(pattern: string): RegExp {
  const steps = pattern.replace(/\/\*\*$/, '(/.*)?').replace(/\/\*(?=\/|$|\()/g, '/[^/]+');
  return new RegExp(`^${steps}$`);
}
