// npm run db:seed: writes the demo catalogue into an empty database.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
if (existsSync('.env')) process.loadEnvFile('.env');

const { seedCommand } = await import('../dist/catalog/demo/seed-command.js');
console.log(await seedCommand());
