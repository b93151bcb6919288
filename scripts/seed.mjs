// npm run db:seed: writes the demo catalogue into an empty database.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isStale } from './stale.mjs';

if (existsSync('.env')) process.loadEnvFile('.env');
if (isStale()) execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
const { seedCommand } = await import('../dist/catalog/demo/seed-command.js');
console.log(await seedCommand());
