// npm run db:migrate: brings the database up to this version and ends, as the server does at its start.
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
await import('../dist/migrate.js');
