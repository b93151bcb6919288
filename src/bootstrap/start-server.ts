import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { databaseConfig } from '../config/database.config.js';
import { closeFolder } from '../config/private-files.js';
import { stripeConfig, type StripeConfig } from '../config/stripe.config.js';
import { createApp } from '../create-app.js';
import { Installation } from '../installation/installation.js';
import { exitOnSignal } from './graceful-shutdown.js';
import { lockSqlite } from '../prisma/sqlite-lock.js';
import { operatorMessage } from './startup-errors.js';
import { startLines } from './start-lines.js';
import { startWarnings } from './start-warnings.js';

/** Serves the shop until a signal ends it. A start that fails exits with 1. */
export async function startServer(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');

  const handOverToNest = exitOnSignal();
  try {
    const { dataDir } = appConfig();
    for (const folder of [dataDir, join(dataDir, 'outbox')]) closeFolder(folder);
    // Before the migrations: a second server changes nothing.
    lockSqlite(databaseConfig());
    const app = await createApp();
    handOverToNest(app);
    const config = app.get<AppConfig>(appConfig.KEY);
    const { sandbox } = app.get<StripeConfig>(stripeConfig.KEY);
    await app.listen(config.port, config.host);
    const logger = new Logger('Start');
    for (const warning of startWarnings({ ...config, sandbox })) logger.warn(warning);
    console.log((await startLines(app)).join('\n'));
    if (!(await app.get(Installation).areJobsEnabled()))
      console.log('Jobs        off, because this database is a copy or a restored backup: npm run jobs:enable');
  } catch (error) {
    // One line for what the operator can fix; a stack for a bug.
    const message = operatorMessage(error);
    console.error(message ? `Not started: ${message}` : error);
    process.exit(1);
  }
}
