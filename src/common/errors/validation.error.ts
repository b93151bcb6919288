import { DomainError, type ErrorDetail } from './domain-error.js';

/** Fields that break a rule. The first one's message is the sentence that the customer sees. */
export class InvalidFieldsError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'VALIDATION_ERROR';
  override readonly text?: string;

  constructor(override readonly details: ErrorDetail[]) {
    super(`Invalid: ${details.map(({ path }) => path).join(', ')}`);
    this.text = details[0]?.msg;
  }
}
