import type { Server } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Registry } from 'prom-client';
import { Measures } from '../../common/measures/measures.js';
import { databaseConfig, type DatabaseConfig } from '../../config/database.config.js';
import { metricsConfig, type MetricsConfig } from '../../config/metrics.config.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { databaseMetrics } from './database-metrics.js';
import { DatabaseNumbers } from './database-numbers.js';
import { countHappenings, readingsOf } from './feature-metrics.js';
import { observeRequests } from './http-metrics.js';
import { Instruments } from './instruments.js';

interface Opened {
  registry: Registry;
  /** Writes what is asked for, not told, into its metrics. */
  update: () => Promise<void>;
}

/**
 * What Prometheus reads. prom-client is loaded where somebody is to read it: with `METRICS_TOKEN` beside the start, else
 * with the first look. Until then nothing is counted, and costs nothing.
 */
@Injectable()
export class MetricsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private opened: Promise<Opened> | undefined;

  constructor(
    @Inject(metricsConfig.KEY) private readonly config: MetricsConfig,
    @Inject(databaseConfig.KEY) private readonly database: DatabaseConfig,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
    private readonly host: HttpAdapterHost,
    private readonly measures: Measures,
    private readonly numbers: DatabaseNumbers,
  ) {}

  onApplicationBootstrap(): void {
    // Not awaited: the server need not wait for it.
    if (this.config.token !== undefined) void this.load();
  }

  async onApplicationShutdown(): Promise<void> {
    this.measures.removeAllListeners();
    (await this.opened)?.registry.clear();
  }

  /** @returns everything, in Prometheus's text format 0.0.4 */
  async read(): Promise<string> {
    const { registry, update } = await this.load();
    await update();
    return registry.metrics();
  }

  private load(): Promise<Opened> {
    return (this.opened ??= this.open());
  }

  private async open(): Promise<Opened> {
    const library = await import('prom-client');
    const registry = new library.Registry();
    library.collectDefaultMetrics({ register: registry });
    const make = new Instruments(library, registry);

    observeRequests(make, this.host.httpAdapter.getHttpServer() as Server);
    countHappenings(make, this.measures);
    const labels = { database: this.database.kind, node: process.version };
    make.gauge('shop_info', 'What runs: always 1', ['database', 'node']).set(labels, 1);
    make
      .gauge('shop_sandbox', 'Whether the stand-in answers in the place of Stripe: 1 or 0', [])
      .set(this.stripe.sandbox ? 1 : 0);
    const updateReadings = readingsOf(make, this.measures);
    const updateDatabase = databaseMetrics(make);
    return {
      registry,
      update: async () => {
        updateReadings();
        updateDatabase(await this.numbers.read());
      },
    };
  }
}
