import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../../jobs/jobs.service.js';
import { PaymentMethodsService } from './payment-methods.service.js';

const EVERY_MS = 60_000;

@Injectable()
export class PaymentMethodsJob implements OnModuleInit {
  constructor(
    private readonly methods: PaymentMethodsService,
    private readonly jobs: JobsService,
  ) {}

  onModuleInit(): void {
    this.jobs.register({ name: 'payment-methods', everyMs: EVERY_MS, run: (signal) => this.methods.noteDue(signal) });
  }
}
