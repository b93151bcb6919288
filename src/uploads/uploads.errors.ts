import { DomainError } from '../common/errors/domain-error.js';

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
