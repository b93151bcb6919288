import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, type HealthCheckResult } from '@nestjs/terminus';
import { DomainError } from '../common/errors/domain-error.js';
import { DatabaseHealthIndicator } from './database.health.js';
import type { HealthResponse } from './health.response.js';

export class NotReadyError extends DomainError {
  readonly kind = 'upstream';
  readonly code = 'NOT_READY';
  override readonly retryAfterSeconds = 5;
}

@Injectable()
export class HealthService {
  private isDraining = false;

  constructor(
    private readonly health: HealthCheckService,
    private readonly database: DatabaseHealthIndicator,
  ) {}

  /** From now on `checkReady` fails, so that load balancers stop sending requests here. */
  startDraining(): void {
    this.isDraining = true;
  }

  /** @throws NotReadyError when the database does not answer or lacks a migration, or the process is draining */
  async checkReady(): Promise<HealthResponse> {
    if (this.isDraining) throw new NotReadyError('The instance is shutting down');
    try {
      await this.health.check([() => this.database.check()]);
      return { ok: true };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      const { error: failed } = error.getResponse() as HealthCheckResult;
      throw new NotReadyError('The database is not ready', failed?.['database']);
    }
  }
}
