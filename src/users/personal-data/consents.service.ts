import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountGoneError } from '../users.errors.js';

export const consentSelect = {
  marketingConsent: true,
  marketingConsentAt: true,
  analyticsConsent: true,
  analyticsConsentAt: true,
  privacyPolicyVersion: true,
  privacyAcceptedAt: true,
} satisfies Prisma.UserSelect;
export type Consents = Prisma.UserGetPayload<{ select: typeof consentSelect }>;

/** What is absent or null stays as it is. */
export interface ConsentChange {
  marketing?: boolean | null;
  analytics?: boolean | null;
  privacyPolicyVersion?: string | null;
}

/** What accounts agree to, and since when. */
@Injectable()
export class ConsentsService {
  constructor(private readonly prisma: PrismaService) {}

  /** @throws AccountGoneError */
  async get(userId: string, tx: Prisma.TransactionClient = this.prisma): Promise<Consents> {
    const consents = await tx.user.findUnique({ where: { id: userId }, select: consentSelect });
    if (!consents) throw new AccountGoneError();
    return consents;
  }

  /**
   * Notes what changes, with the moment; what is said again keeps the moment when it was said first.
   * @throws AccountGoneError
   */
  change(userId: string, { marketing, analytics, privacyPolicyVersion }: ConsentChange): Promise<Consents> {
    const now = new Date();
    const isOther = (field: 'marketingConsent' | 'analyticsConsent', value: boolean) => ({ [field]: !value });
    const changes: { where: Prisma.UserWhereInput; data: Prisma.UserUpdateManyMutationInput }[] = [];
    if (typeof marketing === 'boolean') {
      const data = { marketingConsent: marketing, marketingConsentAt: now };
      changes.push({ where: isOther('marketingConsent', marketing), data });
    }
    if (typeof analytics === 'boolean') {
      const data = { analyticsConsent: analytics, analyticsConsentAt: now };
      changes.push({ where: isOther('analyticsConsent', analytics), data });
    }
    if (typeof privacyPolicyVersion === 'string') {
      // A column without a value is not unlike any value in SQL.
      const where = { OR: [{ privacyPolicyVersion: null }, { privacyPolicyVersion: { not: privacyPolicyVersion } }] };
      changes.push({ where, data: { privacyPolicyVersion, privacyAcceptedAt: now } });
    }
    return this.prisma.$transaction(async (tx) => {
      for (const { where, data } of changes) await tx.user.updateMany({ where: { id: userId, ...where }, data });
      return this.get(userId, tx);
    });
  }
}
