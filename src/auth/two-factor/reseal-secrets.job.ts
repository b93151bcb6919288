import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { ResealSecretsService } from './reseal-secrets.service.js';
import { TotpSecrets } from './totp-secrets.js';

const EVERY_MS = 60 * 60_000;

@Injectable()
export class ResealSecretsJob implements OnModuleInit {
  constructor(
    private readonly secrets: TotpSecrets,
    private readonly resealing: ResealSecretsService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    if (!this.secrets.isBeingReplaced) return;
    this.jobs.register({
      name: 'two-factor-secrets',
      everyMs: EVERY_MS,
      run: (signal) => this.resealing.resealAll(signal),
    });
  }
}
