// npm run stock:audit: looks whether stock, ledger, orders, payments and refunds agree. Exit code 0 when they do, 1 when
// not, 2 when it could not look.
import { existsSync } from 'node:fs';
import { ensureBuilt } from './ensure-built.mjs';

ensureBuilt();
if (existsSync('.env')) process.loadEnvFile('.env');

const { auditCommand } = await import('../dist/checkout/books/audit-command.js');
process.exitCode = await auditCommand(console.log, console.error);
