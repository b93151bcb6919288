import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Histogram, Registry } from 'prom-client';
import { metricsConfig, type MetricsConfig } from '../../config/metrics.config.js';
import { methodLabel, routeLabel } from './route-label.js';

/** In seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type HttpDurations = Histogram<'method' | 'route' | 'status'>;

/**
 * What Prometheus reads. The only file that knows prom-client, which is loaded where somebody is to read it: with
 * `METRICS_TOKEN` beside the start, else with the first look. Until then nothing is counted, and costs nothing.
 */
@Injectable()
export class MetricsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private registry: Promise<Registry> | undefined;

  constructor(
    @Inject(metricsConfig.KEY) private readonly config: MetricsConfig,
    private readonly host: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    // Not awaited: the server need not wait for it.
    if (this.config.token !== undefined) void this.load();
  }

  async onApplicationShutdown(): Promise<void> {
    (await this.registry)?.clear();
  }

  /** @returns everything, in Prometheus's text format 0.0.4 */
  async read(): Promise<string> {
    const registry = await this.load();
    return registry.metrics();
  }

  private load(): Promise<Registry> {
    return (this.registry ??= this.open());
  }

  private async open(): Promise<Registry> {
    const { Histogram, Registry, collectDefaultMetrics } = await import('prom-client');
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer; _count is the number of requests',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: BUCKETS,
      registers: [registry],
    });
    this.observeRequests(durations);
    return registry;
  }

  /** At the server itself rather than as a step of the pipeline, which each request would have to go through. */
  private observeRequests(durations: HttpDurations): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      const start = performance.now();
      response.once('close', () => {
        const labels = { method: methodLabel(request), route: routeLabel(request), status: response.statusCode };
        durations.observe(labels, (performance.now() - start) / 1000);
      });
    });
  }
}
