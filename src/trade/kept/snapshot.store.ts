import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Prisma } from '../../generated/sqlite/client.js';
import { PrismaService } from '../../prisma/prisma.service.js';

export interface Snapshot {
  body: unknown;
  /** Milliseconds since 1970. */
  fetchedAt: number;
}

/** Good answers in the database. A database that fails costs an answer its afterlife, never the answer. */
@Injectable()
export class SnapshotStore implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SnapshotStore.name);
  private readonly writes = new Set<Promise<void>>();

  constructor(private readonly prisma: PrismaService) {}

  async find(key: string): Promise<Snapshot | null> {
    try {
      const row = await this.prisma.cardSnapshot.findUnique({ where: { key } });
      return row && { body: row.body, fetchedAt: row.fetchedAt.getTime() };
    } catch (err) {
      this.logger.warn({ err, key }, 'A kept answer could not be read');
      return null;
    }
  }

  /** Returns at once; nobody has to wait for it. */
  keep(key: string, value: object, fetchedAt: number): void {
    const body = value as Prisma.InputJsonValue;
    const row = { body, fetchedAt: new Date(fetchedAt) };
    const write = this.prisma.cardSnapshot
      .upsert({ where: { key }, create: { key, ...row }, update: row })
      .then(() => undefined)
      .catch((err: unknown) => this.logger.warn({ err, key }, 'An answer could not be kept'))
      .finally(() => this.writes.delete(write));
    this.writes.add(write);
  }

  /** Before the database is closed. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.writes);
  }
}
