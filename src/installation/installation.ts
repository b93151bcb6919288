import { randomUUID } from 'node:crypto';
import type { Installation as InstallationRow } from '../prisma/client.js';
import type { PrismaService } from '../prisma/prisma.service.js';

const KEY = 'shop';

/** Which shop the database belongs to: one row that all instances share. */
export class Installation {
  private constructor(
    private readonly prisma: PrismaService,
    private row: InstallationRow,
  ) {}

  /** Reads the row. The first start writes it; of several concurrent first starts one wins. */
  static async open(prisma: PrismaService): Promise<Installation> {
    const known = await prisma.installation.findUnique({ where: { key: KEY } });
    if (known) return new Installation(prisma, known);
    await prisma.$executeRaw`
      INSERT INTO "Installation" ("key", "installationId", "jobsEnabled") VALUES (${KEY}, ${randomUUID()}, TRUE)
      ON CONFLICT ("key") DO NOTHING`;
    return new Installation(prisma, await prisma.installation.findUniqueOrThrow({ where: { key: KEY } }));
  }

  /** Marks the sessions and payments of this shop at Stripe. */
  get id(): string {
    return this.row.installationId;
  }

  /** @returns the noted account of Stripe; null while Stripe has never answered */
  async stripeAccountId(): Promise<string | null> {
    if (this.row.stripeAccountId === null) await this.refresh();
    return this.row.stripeAccountId;
  }

  /**
   * Notes the account of the secret key, unless one is noted.
   * @returns the noted one
   */
  async noteStripeAccount(stripeAccountId: string): Promise<string> {
    await this.prisma.installation.updateMany({
      where: { key: KEY, stripeAccountId: null },
      data: { stripeAccountId },
    });
    await this.refresh();
    return this.row.stripeAccountId ?? stripeAccountId;
  }

  /** Whether scheduled jobs run. Once they do, a running server does not ask again. */
  async areJobsEnabled(): Promise<boolean> {
    if (!this.row.jobsEnabled) await this.refresh();
    return this.row.jobsEnabled;
  }

  /** @returns false when they were enabled before */
  async enableJobs(): Promise<boolean> {
    const { count } = await this.prisma.installation.updateMany({
      where: { key: KEY, jobsEnabled: false },
      data: { jobsEnabled: true },
    });
    return count > 0;
  }

  private async refresh(): Promise<void> {
    this.row = await this.prisma.installation.findUniqueOrThrow({ where: { key: KEY } });
  }
}
