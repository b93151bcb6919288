import { Inject, Injectable } from '@nestjs/common';
import { REPLICAS } from '../prisma/prisma.module.js';
import { PrismaService } from '../prisma/prisma.service.js';
import type { Reading, ReplicaReads } from '../prisma/replicas/replica-reads.js';
import type { Redis } from '../redis/open-redis.js';
import { REDIS } from '../redis/redis.module.js';

/**
 * Where the public catalogue is read from: the database, or with `DATABASE_REPLICA_URLS` a replica that has every change
 * that was answered before. Whatever decides about money, stock or rights uses PrismaService.
 */
@Injectable()
export class CatalogReader {
  constructor(
    private readonly prisma: PrismaService,
    @Inject(REPLICAS) private readonly replicas: ReplicaReads | null,
    @Inject(REDIS) private readonly redis: Redis | null,
  ) {}

  /** @param work nothing but reads, as it may be run twice */
  async read<T>(work: Reading<T>): Promise<T> {
    if (!this.replicas) return work(this.prisma);
    // The name that `CatalogCache.invalidate()` changes; asked for here, so after the request came.
    return this.replicas.read(await this.redis?.answers.current(), work);
  }
}
