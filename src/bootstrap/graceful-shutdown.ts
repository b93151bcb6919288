import { setTimeout as sleep } from 'node:timers/promises';
import type { Server } from 'node:http';
import { Inject, Injectable, ShutdownSignal, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { ExpressAdapter, NestExpressApplication } from '@nestjs/platform-express';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { HealthService } from '../health/health.service.js';

const SIGNALS = [ShutdownSignal.SIGINT, ShutdownSignal.SIGTERM, ShutdownSignal.SIGHUP];

/** How long requests may still run once no new connection is accepted. */
const CUT_OFF_MS = 10_000;

/**
 * Serves on for `SHUTDOWN_DELAY_MS`, so that load balancers notice, before Nest closes the server. A provider of
 * `AppModule`, whose hook runs before those of the modules that it imports.
 */
@Injectable()
export class GracefulShutdown implements OnModuleDestroy {
  constructor(
    @Inject(appConfig.KEY) private readonly config: AppConfig,
    private readonly health: HealthService,
    private readonly host: HttpAdapterHost<ExpressAdapter>,
  ) {}

  async onModuleDestroy(): Promise<void> {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.health.startDraining();
    // Else a client could send its next request on a kept-alive connection while that is being closed.
    server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
    await sleep(this.config.shutdownDelayMs);
    setTimeout(() => server.closeAllConnections(), CUT_OFF_MS).unref();
  }
}

/**
 * Until the application exists a signal ends the process at once; the database rolls an unfinished migration back.
 * @returns a function that hands the signals over to Nest's shutdown hooks, which end the process with 0
 */
export function exitOnSignal(): (app: NestExpressApplication) => void {
  const exit = () => process.exit(0);
  for (const signal of SIGNALS) process.on(signal, exit);
  return (app) => {
    app.enableShutdownHooks(SIGNALS, { useProcessExit: true });
    for (const signal of SIGNALS) process.off(signal, exit);
  };
}
