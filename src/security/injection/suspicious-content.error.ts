import { DomainError } from '../../common/errors/domain-error.js';
import type { StructureProblem } from './structure.js';

export type Suspicion = StructureProblem | 'script' | 'sql';

export class SuspiciousContentError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'SUSPICIOUS_CONTENT';

  constructor(suspicion: Suspicion) {
    super(`Suspicious: ${suspicion}`, { suspicion });
  }
}
