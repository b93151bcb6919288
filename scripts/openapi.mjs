// npm run openapi: writes openapi.json from the code, after a build.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'boulevard-openapi-'));
for (const name of ['DATABASE_URL', 'REDIS_URL', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'])
  delete process.env[name];
Object.assign(process.env, { NODE_ENV: 'test', DATA_DIR: folder, LOG_LEVEL: 'error', SCHEDULED_JOBS: 'false' });
try {
  const { createApp } = await import('../dist/create-app.js');
  const { loadMetadata, openApiDocument } = await import('../dist/openapi/document.js');
  const app = await createApp();
  await app.init();
  await loadMetadata();
  writeFileSync('openapi.json', `${lines(openApiDocument(app), 3)}\n`);
  await app.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** JSON with each operation and each component on one line: small, and a diff shows what changed. */
function lines(value, depth) {
  if (depth === 0 || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}:${lines(inner, depth - 1)}`);
  return `{\n${entries.join(',\n')}\n}`;
}
