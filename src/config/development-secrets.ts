import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makePrivateFolder } from './private-files.js';

export interface DevelopmentSecrets {
  jwtSecret: string;
  jwtRefreshSecret: string;
  webhookSecret: string;
}

/**
 * The secrets of a shop that was given none: made at the first start and kept in `<dataDir>/secrets.json`, so that
 * logins survive a restart. Development and tests only.
 */
export function developmentSecrets(dataDir: string): DevelopmentSecrets {
  const file = join(dataDir, 'secrets.json');
  makePrivateFolder(dataDir);
  try {
    // 'wx': of two processes that start together one writes, and both then read the same.
    writeFileSync(file, JSON.stringify(makeSecrets(), null, 2), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return JSON.parse(readFileSync(file, 'utf8')) as DevelopmentSecrets;
}

function makeSecrets(): DevelopmentSecrets {
  const secret = (): string => randomBytes(48).toString('base64url');
  return { jwtSecret: secret(), jwtRefreshSecret: secret(), webhookSecret: `whsec_${secret()}` };
}
