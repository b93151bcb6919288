import { DomainError } from '../errors/domain-error.js';

export class OwnMachineOnlyError extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'OWN_MACHINE_ONLY';

  constructor() {
    super('Asked from another machine, or by a page of another origin');
  }
}
