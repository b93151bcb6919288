import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Prisma } from '../../prisma/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';

export interface StaleResponse {
  body: unknown;
  fetchedAt: Date;
}

/**
 * The newest response of each upstream call, in the database: it survives a restart and is served while TCGdex is down.
 * A database that fails costs the copy, never the response.
 */
@Injectable()
export class StaleCacheStore implements BeforeApplicationShutdown {
  private readonly logger = new Logger(StaleCacheStore.name);
  private readonly writes = new Set<Promise<void>>();

  constructor(private readonly prisma: PrismaService) {}

  async find(key: string): Promise<StaleResponse | null> {
    try {
      return await this.prisma.cardSnapshot.findUnique({ where: { key }, select: { body: true, fetchedAt: true } });
    } catch (err) {
      this.logger.warn({ err, key }, 'A stale response could not be read');
      return null;
    }
  }

  /** Returns at once and writes in the background. */
  save(key: string, value: object): void {
    const row = { body: value as Prisma.InputJsonValue, fetchedAt: new Date() };
    const write = this.prisma.cardSnapshot
      .upsert({ where: { key }, create: { key, ...row }, update: row })
      .then(() => undefined)
      .catch((err: unknown) => this.logger.warn({ err, key }, 'A response could not be saved'))
      .finally(() => this.writes.delete(write));
    this.writes.add(write);
  }

  /** Before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.writes);
  }
}
