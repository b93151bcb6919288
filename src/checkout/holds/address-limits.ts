import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { rateLimitConfig, type RateLimitConfig } from '../../config/rate-limit.config.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { addressKey } from '../../security/rate-limit/client-key.js';
import { RateLimitExceededError } from '../../security/rate-limit/rate-limit.errors.js';
import { PAYABLE } from '../session/session-states.js';

/** A buyer who comes back a minute later may find a page ended or paid. */
const RETRY_SECONDS = 60;

/**
 * What one address may keep from the others: without it a script could hold the whole shop without paying. An account
 * has one payable session anyway.
 */
@Injectable()
export class AddressLimits {
  constructor(@Inject(rateLimitConfig.KEY) private readonly config: RateLimitConfig) {}

  /** @returns what is kept of an address: a hash, and of IPv6 the network alone */
  hash(address: string | undefined): string {
    return createHash('sha256').update(addressKey(address)).digest('hex');
  }

  /**
   * Lets one request of an address in at a time, until the transaction ends, so that several at once can't all find room
   * for one. The first statement of the transaction.
   */
  async lock(tx: Prisma.TransactionClient, addressHash: string): Promise<void> {
    if (!this.config.enabled) return;
    const seenAt = new Date();
    await tx.checkoutAddress.upsert({
      where: { id: addressHash },
      create: { id: addressHash, seenAt },
      update: { seenAt },
    });
  }

  /**
   * @param units that the new session would hold
   * @throws RateLimitExceededError when the address has as many payable sessions, or holds as many units, as it may
   */
  async check(tx: Prisma.TransactionClient, addressHash: string, units: number): Promise<void> {
    if (!this.config.enabled) return;
    const session = { addressHash, status: { in: PAYABLE } };
    const sessions = await tx.checkoutSession.count({ where: session });
    const { _sum } = await tx.stockHold.aggregate({ where: { session }, _sum: { quantity: true } });
    if (sessions >= this.config.openSessions) throw new RateLimitExceededError('open-sessions', RETRY_SECONDS);
    if ((_sum.quantity ?? 0) + units > this.config.heldUnits)
      throw new RateLimitExceededError('held-units', RETRY_SECONDS);
  }
}
