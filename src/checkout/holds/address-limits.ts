import { Inject, Injectable } from '@nestjs/common';
import { sha256 } from '../../common/secrets/sha256.js';
import { databaseConfig, type DatabaseConfig } from '../../config/database.config.js';
import { rateLimitConfig, type RateLimitConfig } from '../../config/rate-limit.config.js';
import { Prisma } from '../../generated/sqlite/client.js';
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
  constructor(
    @Inject(rateLimitConfig.KEY) private readonly config: RateLimitConfig,
    @Inject(databaseConfig.KEY) private readonly database: DatabaseConfig,
  ) {}

  /** @returns what is kept of an address: a hash, and of IPv6 the network alone */
  hash(address: string | undefined): string {
    return sha256(addressKey(address));
  }

  /**
   * Lets one request of an address in at a time, until the transaction ends, so that several at once can't all find room
   * for one. The first statement of the transaction. On SQLite a transaction has the database to itself.
   */
  async lock(tx: Prisma.TransactionClient, addressHash: string): Promise<void> {
    if (!this.config.enabled || this.database.kind === 'sqlite') return;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${addressHash}, 0))`;
  }

  /**
   * @param units that the new session would hold
   * @throws RateLimitExceededError when the address has as many payable sessions, or holds as many units, as it may
   */
  async check(tx: Prisma.TransactionClient, addressHash: string, units: number): Promise<void> {
    if (!this.config.enabled) return;
    const [kept] = await tx.$queryRaw<{ sessions: bigint | number; units: bigint | number }[]>`
      SELECT COUNT(DISTINCT s."id") AS "sessions", COALESCE(SUM(h."quantity"), 0) AS "units"
      FROM "CheckoutSession" s LEFT JOIN "StockHold" h ON h."sessionId" = s."id"
      WHERE s."addressHash" = ${addressHash} AND s."status" IN (${Prisma.join(PAYABLE)})`;
    if (Number(kept!.sessions) >= this.config.openSessions)
      throw new RateLimitExceededError('open-sessions', RETRY_SECONDS);
    if (Number(kept!.units) + units > this.config.heldUnits)
      throw new RateLimitExceededError('held-units', RETRY_SECONDS);
  }
}
