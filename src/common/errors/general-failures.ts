import type { ErrorCode } from './error-texts.js';

/**
 * Failures that every rate-limited operation can have, by status. They are its `default` response in the OpenAPI document:
 * one reference instead of five.
 */
export const GENERAL_FAILURES: Record<number, ErrorCode> = {
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMIT_EXCEEDED',
  500: 'INTERNAL_SERVER_ERROR',
  503: 'DATABASE_UNAVAILABLE',
};
