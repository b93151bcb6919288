import { DomainError } from '../../common/errors/domain-error.js';

export class PayloadTooLargeError extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'PAYLOAD_TOO_LARGE';
}

export class UnsupportedMediaTypeError extends DomainError {
  readonly kind = 'unsupported';
  readonly code = 'UNSUPPORTED_MEDIA_TYPE';
}

export class InvalidJsonError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_JSON';
}

/** What a body parser throws, in our terms; its message quotes the body and goes nowhere. */
export function toInputError(error: unknown): unknown {
  const status = (error as { status?: unknown } | undefined)?.status;
  if (status === 413) return new PayloadTooLargeError('Body over the limit');
  if (status === 415) return new UnsupportedMediaTypeError('Charset or encoding of the body not known');
  if (typeof status === 'number' && status >= 400 && status < 500) return new InvalidJsonError('Body not readable');
  return error;
}
