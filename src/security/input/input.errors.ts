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

export class PayloadTooComplexError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'PAYLOAD_TOO_COMPLEX';

  /** @param excess what there is too much of, for the log */
  constructor(excess: string) {
    super(`Over the bound: ${excess}`, { excess });
  }
}

/** Types of a body parser's errors: ours, and one of the parser. */
export const TOO_COMPLEX = 'structure.too.complex';
export const UNKNOWN_CHARSET = 'charset.unsupported';

/** What a body parser throws, in our terms; its message quotes the body and goes nowhere. */
export function toInputError(error: unknown): unknown {
  const { status, type, message } = (error ?? {}) as { status?: unknown; type?: unknown; message?: unknown };
  if (type === TOO_COMPLEX) return new PayloadTooComplexError(String(message));
  if (status === 413) return new PayloadTooLargeError('Body over the limit');
  if (status === 415 || type === UNKNOWN_CHARSET)
    return new UnsupportedMediaTypeError('Charset or encoding of the body not known');
  if (typeof status === 'number' && status >= 400 && status < 500) return new InvalidJsonError('Body not readable');
  return error;
}
