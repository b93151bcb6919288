import { setTimeout as sleep } from 'node:timers/promises';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { appConfig, type AppConfig } from './config/app.config.js';
import { HealthService } from './health/health.service.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What a request may still take once nothing new is accepted. */
const CUT_OFF_MS = 10_000;

/**
 * Ctrl-C, `docker stop` and the like end the process with 0: while it starts, at once; once it serves, without losing a
 * request. A signal that comes again changes nothing: npm passes on those that a terminal has sent to both.
 * @returns to be told of the application as soon as there is one
 */
export function endOnSignal(): (app: NestExpressApplication) => void {
  let app: NestExpressApplication | undefined;
  let isEnding = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      // What a migration had begun is undone by the database, as when the process is killed.
      if (!app) process.exit(0);
      if (isEnding) return;
      isEnding = true;
      void end(app);
    });
  }
  return (started) => (app = started);
}

/** Serves on until a balancer has noticed, accepts nothing new, finishes what runs, closes the database. */
async function end(app: NestExpressApplication): Promise<void> {
  const server = app.getHttpServer();
  app.get(HealthService).endSoon();
  // Who keeps a connection is not to meet it in the moment in which it is closed.
  server.prependListener('request', (_, response) => response.setHeader('Connection', 'close'));
  await sleep(app.get<AppConfig>(appConfig.KEY).shutdownDelayMs);

  setTimeout(() => server.closeAllConnections(), CUT_OFF_MS).unref();
  try {
    await app.close();
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}
