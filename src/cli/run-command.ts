import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module.js';

if (existsSync('.env')) process.loadEnvFile('.env');

await CommandFactory.run(CliModule, {
  helpConfiguration: { commandUsage: (command) => `npm run ${command.name()} -- ${command.usage()}` },
});
