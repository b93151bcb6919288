import type { Server } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Registry } from 'prom-client';
import { AppMetrics } from '../../common/metrics/app-metrics.js';
import { databaseConfig, type DatabaseConfig } from '../../config/database.config.js';
import { metricsConfig, type MetricsConfig } from '../../config/metrics.config.js';
import { stripeConfig, type StripeConfig } from '../../config/stripe.config.js';
import { databaseMetrics } from './database-metrics.js';
import { DatabaseNumbers } from './database-numbers.js';
import { countEvents, gaugeUpdater } from './feature-metrics.js';
import { observeRequests } from './http-metrics.js';
import { Instruments } from './instruments.js';

interface Opened {
  registry: Registry;
  /** Reads the gauges and the database into their metrics. */
  update: () => Promise<void>;
}

/**
 * The metrics that Prometheus reads. prom-client is loaded after the start when `METRICS_TOKEN` is set, else at the first
 * request of the metrics. Nothing is counted before that.
 */
@Injectable()
export class MetricsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private opened: Promise<Opened> | undefined;

  constructor(
    @Inject(metricsConfig.KEY) private readonly config: MetricsConfig,
    @Inject(databaseConfig.KEY) private readonly database: DatabaseConfig,
    @Inject(stripeConfig.KEY) private readonly stripe: StripeConfig,
    private readonly host: HttpAdapterHost,
    private readonly metrics: AppMetrics,
    private readonly numbers: DatabaseNumbers,
  ) {}

  onApplicationBootstrap(): void {
    // Not awaited: the server need not wait for it.
    if (this.config.token !== undefined) void this.load();
  }

  async onApplicationShutdown(): Promise<void> {
    this.metrics.removeAllListeners();
    (await this.opened)?.registry.clear();
  }

  /** @returns all metrics in Prometheus's text format 0.0.4 */
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
    countEvents(make, this.metrics);
    const labels = { database: this.database.kind, node: process.version };
    make.gauge('shop_info', 'What runs: always 1', ['database', 'node']).set(labels, 1);
    make.gauge('shop_sandbox', '1 while the sandbox stands in for Stripe, else 0', []).set(this.stripe.sandbox ? 1 : 0);
    const updateGauges = gaugeUpdater(make, this.metrics);
    const updateDatabase = databaseMetrics(make);
    return {
      registry,
      update: async () => {
        updateGauges();
        updateDatabase(await this.numbers.read());
      },
    };
  }
}
