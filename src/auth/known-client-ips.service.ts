import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { derivedKeys } from '../common/secrets/derived-key.js';
import { jwtConfig, type JwtConfig } from '../config/jwt.config.js';
import type { Prisma } from '../prisma/client.js';
import { PrismaService } from '../prisma/prisma.service.js';
import { addressKey } from '../security/rate-limit/client-key.js';

/** How long a client IP is known after a login. */
export const KNOWN_MS = 30 * 24 * 60 * 60_000;

/**
 * The client IPs that have logged in to an account: wrong passwords from other IPs don't lock these out. Stored as keyed
 * hashes, so the database alone does not reveal them.
 */
@Injectable()
export class KnownClientIps {
  /** The first one makes new hashes. */
  private readonly keys: readonly [Buffer, ...Buffer[]];

  constructor(
    private readonly prisma: PrismaService,
    @Inject(jwtConfig.KEY) { accessSecrets }: JwtConfig,
  ) {
    this.keys = derivedKeys(accessSecrets, 'known-client-ips');
  }

  /** Remembers the client IP of a login. Call it in the login's transaction, once the account is locked. */
  async remember(tx: Prisma.TransactionClient, userId: string, clientIp: string): Promise<void> {
    const ipHash = hashOf(this.keys[0], clientIp);
    const lastLoginAt = new Date();
    await tx.knownClientIp.upsert({
      where: { userId_ipHash: { userId, ipHash } },
      create: { userId, ipHash, lastLoginAt },
      update: { lastLoginAt },
    });
  }

  /** Whether this client IP has logged in to the account with this e-mail in the last 30 days. */
  async has(email: string, clientIp: string): Promise<boolean> {
    const ipHash = { in: this.keys.map((key) => hashOf(key, clientIp)) };
    const lastLoginAt = { gt: new Date(Date.now() - KNOWN_MS) };
    return (await this.prisma.knownClientIp.count({ where: { user: { email }, ipHash, lastLoginAt } })) > 0;
  }
}

/** @returns in hexadecimal; one hash for a whole IPv6 /64 */
function hashOf(key: Buffer, clientIp: string): string {
  return createHmac('sha256', key).update(addressKey(clientIp)).digest('hex');
}
