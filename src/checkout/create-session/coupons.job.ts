import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { CouponsService } from './coupons.service.js';

const EVERY_MS = 5 * 60_000;

@Injectable()
export class CouponsJob implements OnModuleInit {
  constructor(
    private readonly coupons: CouponsService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'coupons', everyMs: EVERY_MS, run: (signal) => this.coupons.removeEnded(signal) });
  }
}
