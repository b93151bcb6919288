import { databaseConfig } from '../../config/database.config.js';
import { migrate } from '../../prisma/migrate.js';
import { openPrisma } from '../../prisma/prisma.service.js';
import { seedDemo } from './seed-demo.js';

/**
 * `npm run db:seed`: fills the database that the environment names, unless it has a product already.
 * @returns what to tell the operator
 */
export async function seedCommand(): Promise<string> {
  const config = databaseConfig();
  await migrate(config);
  const prisma = await openPrisma(config);
  try {
    const written = await seedDemo(prisma);
    return written
      ? `Wrote ${written} demo products.`
      : 'Nothing written: there are products already, and the demo is for empty databases.';
  } finally {
    await prisma.$disconnect();
  }
}
