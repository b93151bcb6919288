import { OperatorError } from '../common/errors/operator-error.js';
import { appConfig } from '../config/app.config.js';
import { databaseConfig } from '../config/database.config.js';
import { mailConfig } from '../config/mail.config.js';
import { uploadConfig } from '../config/upload.config.js';
import { migrate } from '../prisma/migrate.js';
import { openPrisma } from '../prisma/prisma.service.js';
import { seedDemo } from './seed-demo.js';

/**
 * `npm run db:seed`: writes the demo into the database that the environment names, unless it is in use.
 * @returns what to tell the operator
 * @throws OperatorError in production: the demo has accounts whose passwords are known
 */
export async function seedCommand(): Promise<string> {
  const { isProduction, dataDir, timeZone } = appConfig();
  if (isProduction) throw new OperatorError('the demo is for development, and NODE_ENV is production');
  const config = databaseConfig();
  await migrate(config);
  const prisma = await openPrisma(config);
  try {
    const withMails = mailConfig().smtpUrl === undefined;
    const seeded = await seedDemo(prisma, { dataDir, uploadDir: uploadConfig().dir, withMails, timeZone });
    if (!seeded) return 'Nothing written: there are products already, and the demo is for empty databases.';
    const { products, admin } = seeded;
    const accounts = admin ? ` Administrator: ${admin.email}, password ${admin.password}` : '';
    return `Wrote ${products} demo products.${accounts}`;
  } finally {
    await prisma.$disconnect();
  }
}
