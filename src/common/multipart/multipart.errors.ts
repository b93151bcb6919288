import { DomainError } from '../errors/domain-error.js';

export class NoFilesError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'NO_FILES';

  constructor(field: string) {
    super(`No file in the field ${field}`);
  }
}

export class TooManyFilesError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'TOO_MANY_FILES';
}

export class InvalidMultipartError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INVALID_MULTIPART';
}

export class FileTooLargeError extends DomainError {
  readonly kind = 'too-large';
  readonly code = 'FILE_TOO_LARGE';

  constructor(
    message: string,
    override readonly text?: string,
  ) {
    super(message);
  }
}
