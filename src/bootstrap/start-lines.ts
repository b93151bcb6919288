import type { INestApplicationContext } from '@nestjs/common';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { databaseConfig, type DatabaseConfig } from '../config/database.config.js';
import { mailConfig, type MailConfig } from '../config/mail.config.js';
import { placesOf } from '../config/places.js';
import { stripeConfig, type StripeConfig } from '../config/stripe.config.js';
import { uploadConfig, type UploadConfig } from '../config/upload.config.js';
import { DemoData } from '../demo/demo-data.js';
import { PrismaService } from '../prisma/prisma.service.js';

/** What a start prints: where everything is, and what an operator does next. */
export async function startLines(app: INestApplicationContext): Promise<string[]> {
  const { publicUrl, isDevelopment } = app.get<AppConfig>(appConfig.KEY);
  const mail = app.get<MailConfig>(mailConfig.KEY);
  const { sandbox } = app.get<StripeConfig>(stripeConfig.KEY);
  const { database, mails, uploads } = placesOf(
    app.get<DatabaseConfig>(databaseConfig.KEY),
    mail,
    app.get<UploadConfig>(uploadConfig.KEY),
  );
  const inbox = isDevelopment && mail.smtpUrl === undefined ? `   (read them at ${publicUrl}/inbox)` : '';
  return [
    ...(isDevelopment ? [`Start page  ${publicUrl}/`] : []),
    `API         ${publicUrl}/api`,
    `Swagger UI  ${publicUrl}/api/docs`,
    ...(sandbox ? [`Sandbox     ${publicUrl}/sandbox   (stands in for Stripe; no real payment)`] : []),
    `Database    ${database}`,
    `Mails       ${mails}${inbox}`,
    `Uploads     ${uploads}`,
    // What the server is for goes on without them.
    ...(await accountLines(app).catch(() => [])),
  ];
}

async function accountLines(app: INestApplicationContext): Promise<string[]> {
  const { publicUrl, isDevelopment } = app.get<AppConfig>(appConfig.KEY);
  const demo = app.get(DemoData);
  const newAdmin = demo.newAdmin();
  const hasDemo = isDevelopment && (await demo.accounts()).length > 0;
  const hasAdmin = (await app.get(PrismaService).user.findFirst({ where: { isAdmin: true } })) !== null;
  return [
    ...(hasDemo ? [`Demo users  ${publicUrl}/   (names and passwords)`] : []),
    ...(newAdmin ? [`            administrator ${newAdmin.email}, password ${newAdmin.password}`] : []),
    ...(hasAdmin ? [] : ['No administrator yet: npm run admin:create -- --email you@example.com --username you']),
  ];
}
