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
  writeFileSync('openapi.json', `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  await app.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
