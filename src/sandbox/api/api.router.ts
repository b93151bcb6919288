import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Router, raw, type NextFunction, type Request, type Response } from 'express';
import type { FaultStore } from '../faults/fault.store.js';
import type { SavedAnswer } from '../store/idempotency.store.js';
import { ApiError, toApiError } from '../api-error.js';
import { accountEndpoints } from './account.endpoints.js';
import { carryOut, toAnswer, type Call, type CarryOutOptions } from './carry-out.js';
import { checkKey, checkVersion, commonHeaders } from './check-caller.js';
import { eventEndpoints } from './event.endpoints.js';
import { paymentEndpoints } from './payment.endpoints.js';
import { radarEndpoints } from './radar.endpoints.js';
import { refundEndpoints } from './refund.endpoints.js';
import { sessionEndpoints } from './session.endpoints.js';

export interface ApiOptions extends CarryOutOptions {
  faults: FaultStore;
}

const ENDPOINTS = [
  ...accountEndpoints,
  ...sessionEndpoints,
  ...paymentEndpoints,
  ...refundEndpoints,
  ...radarEndpoints,
  ...eventEndpoints,
];

/** `/v1/…`, for the Stripe SDK. */
export function apiRouter(options: ApiOptions): Router {
  const router = Router();
  router.use(commonHeaders(options.context), checkKey, checkVersion, raw({ type: () => true, limit: '1mb' }));
  for (const endpoint of ENDPOINTS) {
    router[endpoint.method](endpoint.path, (request, response) => answer(options, { endpoint, request, response }));
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

async function answer(options: ApiOptions, call: Call): Promise<void> {
  const { endpoint, request, response } = call;
  const fault = options.faults.take(endpoint.method, `/v1${request.path}`);
  if (fault?.kind === 'timeout') return hang(response, fault.delayMs);

  // An error is an answer too, and may come late or get lost.
  const done = await carryOut(options, call, fault).catch((error: unknown): SavedAnswer => {
    if (error instanceof ApiError) return toAnswer(error);
    throw error;
  });
  if (fault?.kind === 'delay') await sleep(fault.delayMs, undefined, { ref: false });
  if (fault?.kind === 'lost') response.destroy();
  else response.status(done.status).type('json').send(done.body);
}

/** Sends no answer until the caller gives up, at most `ms`. */
function hang(response: Response, ms: number): void {
  const timer = setTimeout(() => response.destroy(), ms);
  response.on('close', () => clearTimeout(timer));
}

function answerError(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  const known = toApiError(error);
  if (known.status >= 500) new Logger('Sandbox').error(error);
  response.status(known.status).json(known.toBody());
}
