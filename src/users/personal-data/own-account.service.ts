import { Injectable } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { inPages } from '../../prisma/in-pages.js';
import { NEWEST_FIRST } from '../../prisma/newest-first.js';
import { PrismaService } from '../../prisma/prisma.service.js';
import { AccountGoneError } from '../users.errors.js';

const exported = {
  id: true,
  email: true,
  username: true,
  firstName: true,
  lastName: true,
  bio: true,
  isVerified: true,
  createdAt: true,
  updatedAt: true,
  marketingConsent: true,
  marketingConsentAt: true,
  analyticsConsent: true,
  analyticsConsentAt: true,
  privacyPolicyVersion: true,
  privacyAcceptedAt: true,
  profile: true,
} satisfies Prisma.UserSelect;
export type ExportedAccount = Prisma.UserGetPayload<{ select: typeof exported }>;

/** What accounts say of their owners, for these to take away. */
@Injectable()
export class OwnAccountService {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * An account with its profile, without its password and what belongs to the shop.
   * @throws AccountGoneError
   */
  async get(id: string): Promise<ExportedAccount> {
    const account = await this.prisma.user.findUnique({ where: { id }, select: exported });
    if (!account) throw new AccountGoneError();
    return account;
  }

  /** Cards that the account likes, page by page. */
  favorites(userId: string) {
    const select = { id: true, cardId: true, cardName: true, cardSet: true, createdAt: true };
    return inPages((older, take) =>
      this.prisma.favorite.findMany({ where: { userId, ...older }, select, orderBy: NEWEST_FIRST, take }),
    );
  }
}
