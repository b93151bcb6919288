import { setTimeout as sleep } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { faultError, type Fault } from '../faults/fault.js';
import { parseForm } from '../schema/form.js';
import type { SandboxContext } from '../sandbox-context.js';
import type { IdempotencyStore, SavedAnswer } from '../store/idempotency.store.js';
import { ApiError } from '../api-error.js';
import type { Endpoint } from './endpoint.js';

export interface CarryOutOptions {
  context: SandboxContext;
  idempotency: IdempotencyStore;
  /** How long each write takes, for tests of races. */
  latencyMs: number;
}

export interface Call {
  endpoint: Endpoint;
  request: Request;
  response: Response;
}

/**
 * Runs a call: once for each idempotency key, with its planted fault.
 * @throws ApiError for invalid parameters; that is not stored under the key
 */
export async function carryOut(options: CarryOutOptions, call: Call, fault: Fault | undefined): Promise<SavedAnswer> {
  const failure = fault && failureOf(fault);
  const params = paramsOf(call.request);
  const work = (): SavedAnswer => run(options.context, call, params);

  if (failure?.when === 'before' && !failure.saved) return failure.answer;
  const done = await once(options, call, params, () => {
    if (failure?.when === 'before') return failure.answer;
    const real = work();
    return failure?.saved ? failure.answer : real;
  });
  return failure?.answer ?? done;
}

/** Answers a repeated key as before: docs.stripe.com/api/idempotent_requests */
async function once(
  { idempotency, context, latencyMs }: CarryOutOptions,
  { endpoint, request, response }: Call,
  params: string,
  work: () => SavedAnswer,
): Promise<SavedAnswer> {
  const key = request.headers['idempotency-key'];
  if (endpoint.method !== 'post' || typeof key !== 'string') return work();
  if (key.length > 255) throw new ApiError('Idempotency keys can have up to 255 characters.');

  const begin = (): SavedAnswer | undefined => {
    const before = idempotency.begin(key, `${request.method} ${request.path}`, params, context.now());
    response.setHeader('Idempotency-Key', encodeURIComponent(key));
    if (before) response.setHeader('Idempotent-Replayed', 'true');
    return before;
  };
  const finish = (): SavedAnswer => {
    const answer = work();
    idempotency.save(key, answer);
    return answer;
  };
  // One transaction: a killed process leaves both the work and its stored answer, or neither.
  if (latencyMs === 0) return context.db.transaction(() => begin() ?? finish()).immediate();

  const before = begin();
  if (before) return before;
  try {
    await sleep(latencyMs);
    return context.db.transaction(finish).immediate();
  } finally {
    idempotency.release(key);
  }
}

/** Throws for invalid parameters; later errors become answers, which are stored under the key. */
function run(context: SandboxContext, { endpoint, request, response }: Call, params: string): SavedAnswer {
  const { id = '' } = request.params as { id?: string };
  const work = endpoint.prepare(context, id, parseForm(params));
  const key = request.headers['idempotency-key'];
  const cause = {
    id: String(response.getHeader('Request-Id')),
    idempotency_key: typeof key === 'string' ? key : null,
  };
  try {
    const result = context.db.transaction(() => context.events.causedBy(cause, work)).immediate();
    return { status: 200, body: JSON.stringify(result, null, 2) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return toAnswer(error);
  }
}

interface Failure {
  when: 'before' | 'after';
  saved: boolean;
  answer: SavedAnswer;
}

function failureOf(fault: Fault): Failure | undefined {
  const { kind, saved } = fault;
  if (kind !== 'error' && kind !== 'error_after' && kind !== 'refuse') return undefined;
  return { when: kind === 'error_after' ? 'after' : 'before', saved, answer: toAnswer(faultError(fault)) };
}

export function toAnswer(error: ApiError): SavedAnswer {
  return { status: error.status, body: JSON.stringify(error.toBody(), null, 2) };
}

function paramsOf(request: Request): string {
  if (request.method !== 'POST') return request.originalUrl.split('?')[1] ?? '';
  return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
}
