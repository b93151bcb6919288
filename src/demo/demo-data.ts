import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { appConfig, type AppConfig } from '../config/app.config.js';
import { mailConfig, type MailConfig } from '../config/mail.config.js';
import { uploadConfig, type UploadConfig } from '../config/upload.config.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { DEMO_ADMIN, DEMO_CUSTOMERS, readDemoAdmin, type DemoAccount } from './demo-accounts.js';
import { DEMO_SESSION } from './demo-orders.js';
import { seedDemo, type Seeded } from './seed-demo.js';

export interface DemoPayment {
  sessionId: string;
  paymentIntentId: string;
  name: string;
  email: string;
  paidAt: Date;
  amountCents: number;
  refundId: string | null;
}

/** In development an empty shop looks like one from its first start on (`SEED_DEMO=false` turns that off). */
@Injectable()
export class DemoData implements OnModuleInit {
  private readonly logger = new Logger(DemoData.name);
  private seeded: Seeded | null = null;

  constructor(
    private readonly prisma: PrismaService,
    @Inject(appConfig.KEY) private readonly app: AppConfig,
    @Inject(mailConfig.KEY) private readonly mail: MailConfig,
    @Inject(uploadConfig.KEY) private readonly upload: UploadConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.app.isProduction) return this.warnOfAccounts();
    if (!this.app.seedDemo) return;
    this.seeded = await seedDemo(this.prisma, {
      dataDir: this.app.dataDir,
      uploadDir: this.upload.dir,
      withMails: this.mail.smtpUrl === undefined,
      timeZone: this.app.timeZone,
    });
    if (this.seeded) this.logger.log(`Wrote the demo into the empty database: ${this.seeded.products} products`);
  }

  /** @returns the administrator that this start has made; null at every later one */
  newAdmin(): DemoAccount | null {
    return this.seeded?.admin ?? null;
  }

  /** The demo accounts that are there, the administrator first. */
  async accounts(): Promise<DemoAccount[]> {
    const known = [await readDemoAdmin(this.app.dataDir), ...DEMO_CUSTOMERS].filter((account) => account !== null);
    const there = await this.prisma.user.findMany({
      where: { id: { in: known.map(({ id }) => id) } },
      select: { id: true },
    });
    return known.filter(({ id }) => there.some((user) => user.id === id));
  }

  /** What was paid for the demo orders, for the sandbox: they can be refunded as if they had been bought there. */
  async payments(): Promise<DemoPayment[]> {
    if (!this.app.seedDemo) return [];
    const orders = await this.prisma.order.findMany({
      where: { stripeSessionId: { startsWith: DEMO_SESSION } },
      include: { refunds: true, user: true },
      orderBy: { createdAt: 'asc' },
    });
    return orders.map(({ stripeSessionId, paymentIntentId, orderNumber, createdAt, totalCents, refunds, user }) => ({
      sessionId: stripeSessionId!,
      paymentIntentId: paymentIntentId!,
      name: orderNumber,
      email: user?.email ?? 'client@example.com',
      paidAt: createdAt,
      amountCents: totalCents,
      refundId: refunds.find(({ cause }) => cause === 'ORDER')?.stripeRefundId ?? null,
    }));
  }

  private async warnOfAccounts(): Promise<void> {
    const ids = [DEMO_ADMIN.id, ...DEMO_CUSTOMERS.map(({ id }) => id)];
    if (await this.prisma.user.count({ where: { id: { in: ids } } })) {
      this.logger.warn('The database has accounts of the demo. A public shop needs a new database.');
    }
  }
}
