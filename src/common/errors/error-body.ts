import { BadRequestException, HttpStatus, NotFoundException } from '@nestjs/common';
import { databaseFailure } from './database-failure.js';
import { DatabaseUnavailableError } from './database-unavailable.error.js';
import { DomainError, type DomainErrorKind, type ErrorDetail } from './domain-error.js';
import { ERROR_TEXTS, type ErrorCode } from './error-texts.js';

/** A Record, so that a new kind does not compile until it has a status. */
export const STATUS_OF: Record<DomainErrorKind, HttpStatus> = {
  invalid: HttpStatus.BAD_REQUEST,
  unauthenticated: HttpStatus.UNAUTHORIZED,
  forbidden: HttpStatus.FORBIDDEN,
  'not-found': HttpStatus.NOT_FOUND,
  conflict: HttpStatus.CONFLICT,
  'too-large': HttpStatus.PAYLOAD_TOO_LARGE,
  unsupported: HttpStatus.UNSUPPORTED_MEDIA_TYPE,
  unprocessable: HttpStatus.UNPROCESSABLE_ENTITY,
  'too-many': HttpStatus.TOO_MANY_REQUESTS,
  unexpected: HttpStatus.INTERNAL_SERVER_ERROR,
  upstream: HttpStatus.SERVICE_UNAVAILABLE,
};

export interface ErrorBody {
  error: string;
  code: ErrorCode;
  details?: ErrorDetail[];
}

export interface ErrorAnswer {
  status: HttpStatus;
  body: ErrorBody;
  retryAfterSeconds?: number;
}

/** @returns a refusal in the place of what Prisma and the drivers throw when the database is away */
export function withMeaning(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const reason = databaseFailure(error);
  return reason === undefined ? error : new DatabaseUnavailableError(reason);
}

/** @param error as `withMeaning` has it */
export function toErrorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof DomainError) {
    const { kind, code, text, details, retryAfterSeconds } = error;
    return {
      status: STATUS_OF[kind],
      body: { error: text ?? ERROR_TEXTS[code], code, ...(details && { details }) },
      retryAfterSeconds,
    };
  }
  if (error instanceof NotFoundException || isUndecodablePath(error)) {
    return plain(HttpStatus.NOT_FOUND, 'ROUTE_NOT_FOUND');
  }
  return plain(HttpStatus.INTERNAL_SERVER_ERROR, 'INTERNAL_SERVER_ERROR');
}

/** A path that is not even well encoded (`%E0%A4%A`) names nothing. Nest turns the URIError into a BadRequestException. */
function isUndecodablePath(error: unknown): boolean {
  return error instanceof URIError || error instanceof BadRequestException;
}

function plain(status: HttpStatus, code: ErrorCode): ErrorAnswer {
  return { status, body: { error: ERROR_TEXTS[code], code } };
}
