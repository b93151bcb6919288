import { existsSync } from 'node:fs';
import { databaseConfig } from './config/database.config.js';
import { migrate } from './prisma/migrate.js';
import { whatToMend } from './what-to-mend.js';

// Applies the migrations that the database lacks and ends, for whoever wants that done before the first new instance
// starts. Of all the variables it reads those of the database alone.
if (existsSync('.env')) process.loadEnvFile('.env');

try {
  const applied = await migrate(databaseConfig());
  console.log(applied.length ? `Applied ${applied.join(', ')}` : 'Nothing to apply: the database is up to date');
} catch (error) {
  const mendable = whatToMend(error);
  console.error(mendable ? `Not migrated: ${mendable}` : error);
  process.exit(1);
}
