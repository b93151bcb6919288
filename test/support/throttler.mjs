// @nestjs/throttler is CommonJS and requires @nestjs/common, which is ESM. Node can do that, Jest on this Node can't: so
// under Jest the one file that we use is run here, with what it requires already imported.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as asyncHooks from 'node:async_hooks';
import * as common from '@nestjs/common';

const file = createRequire(import.meta.url).resolve('@nestjs/throttler/dist/throttler.service.js');
const required = { '@nestjs/common': common, async_hooks: asyncHooks };
const exported = {};
new Function('require', 'exports', readFileSync(file, 'utf8'))((name) => required[name], exported);

export const { ThrottlerStorageService } = exported;
