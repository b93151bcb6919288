import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Router, raw, type NextFunction, type Request, type Response } from 'express';
import { parseForm } from '../params/form.js';
import type { Room } from '../room.js';
import type { IdempotencyStore, SavedAnswer } from '../store/idempotency.store.js';
import { ApiError, toApiError } from './api-error.js';
import { checkKey, checkVersion, requestId } from './check-caller.js';
import type { Endpoint } from './endpoint.js';
import { eventEndpoints } from './event.endpoints.js';
import { paymentEndpoints } from './payment.endpoints.js';
import { sessionEndpoints } from './session.endpoints.js';

export interface ApiOptions {
  room: Room;
  idempotency: IdempotencyStore;
  /** How long each change takes; real ones take their time, and tests of races want some. */
  latencyMs: number;
}

/** `/v1/…`: what the SDK talks to. */
export function apiRouter(options: ApiOptions): Router {
  const router = Router();
  router.use(requestId, checkKey, checkVersion, raw({ type: () => true, limit: '1mb' }));
  for (const endpoint of [...sessionEndpoints, ...paymentEndpoints, ...eventEndpoints]) {
    router[endpoint.method](endpoint.path, (request, response) => answer(options, endpoint, request, response));
  }
  router.use((request) => {
    throw new ApiError(
      `Unrecognized request URL (${request.method}: ${request.originalUrl.split('?')[0]}). The sandbox has no such endpoint.`,
      { status: 404 },
    );
  });
  router.use(answerError);
  return router;
}

async function answer(options: ApiOptions, endpoint: Endpoint, request: Request, response: Response): Promise<void> {
  const params = paramsOf(request);
  const key = request.headers['idempotency-key'];
  const saved =
    endpoint.method === 'post' && typeof key === 'string'
      ? await carryOutOnce(options, endpoint, request, response, params, key)
      : carryOut(options, prepare(options, endpoint, request, params), request, response);
  response.status(saved.status).type('json').send(saved.body);
}

async function carryOutOnce(
  options: ApiOptions,
  endpoint: Endpoint,
  request: Request,
  response: Response,
  params: string,
  key: string,
): Promise<SavedAnswer> {
  if (key.length > 255) throw new ApiError('Idempotency keys can have up to 255 characters.');
  const { idempotency, room, latencyMs } = options;
  const before = idempotency.begin(key, `${request.method} ${request.path}`, params, room.now());
  response.setHeader('Idempotency-Key', encodeURIComponent(key));
  if (before) {
    response.setHeader('Idempotent-Replayed', 'true');
    return before;
  }
  try {
    // What the table of parameters refuses is not kept under the key; what comes after it is, refusals included.
    const work = prepare(options, endpoint, request, params);
    if (latencyMs > 0) await sleep(latencyMs);
    const saved = carryOut(options, work, request, response);
    idempotency.save(key, saved);
    return saved;
  } finally {
    idempotency.release(key);
  }
}

function prepare({ room }: ApiOptions, endpoint: Endpoint, request: Request, params: string): () => object {
  const { id = '' } = request.params as { id?: string };
  return endpoint.prepare(room, id, parseForm(params));
}

function carryOut({ room }: ApiOptions, work: () => object, request: Request, response: Response): SavedAnswer {
  const key = request.headers['idempotency-key'];
  const cause = {
    id: String(response.getHeader('Request-Id')),
    idempotency_key: typeof key === 'string' ? key : null,
  };
  try {
    const result = room.db.transaction(() => room.events.causedBy(cause, work)).immediate();
    return { status: 200, body: JSON.stringify(result, null, 2) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, body: JSON.stringify(error.toBody(), null, 2) };
  }
}

function paramsOf(request: Request): string {
  if (request.method !== 'POST') return request.originalUrl.split('?')[1] ?? '';
  return Buffer.isBuffer(request.body) ? request.body.toString('utf8') : '';
}

function answerError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const known = toApiError(error);
  if (known.status >= 500) new Logger('Sandbox').error(error);
  response.status(known.status).json(known.toBody());
}
