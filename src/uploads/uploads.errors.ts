import { DomainError } from '../common/errors/domain-error.js';

export class NoFilesError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'NO_FILES';

  constructor() {
    super('No file in the field images');
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

export class UnsupportedImageTypeError extends DomainError {
  readonly kind = 'unsupported';
  readonly code = 'UNSUPPORTED_IMAGE_TYPE';
}

export class FileNotFoundError extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'FILE_NOT_FOUND';

  constructor() {
    super('No such upload');
  }
}

export class FileInUseError extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'FILE_IN_USE';

  constructor() {
    super('A product shows this picture');
  }
}
