import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { backoffMs } from '../../common/backoff.js';
import { databaseFailure } from '../../common/errors/database-failure.js';
import { inTime, NoAnswerError } from '../../common/in-time.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import type { PrismaService } from '../prisma.service.js';
import { isConflict } from '../retry-conflicts.js';
import { unfitness, type Unfit, type WalPosition } from './wal-position.js';

/** Milliseconds that a replica may take for a read, its connection included; then the primary is asked. */
export const PATIENCE_MS = 2_000;

/** A replica that is usually up to date is some milliseconds behind the newest change: worth waiting for. */
const LOOKS = 5;
const BETWEEN_LOOKS_MS = 4;
/** One that was still behind is left alone for so long. */
const LATE_MS = 100;

const PAUSE = { firstMs: 250, longestMs: 10_000 };
/** One that was used for less before it was lost again has too much to do, it seems: the pauses go on growing. */
const STEADY_MS = 5_000;

export type ReplicaState = 'used' | 'late' | 'away';

/** The primary has to answer. */
export class NotFromReplicaError extends Error {
  constructor(readonly outcome: 'behind' | 'failed') {
    super(outcome);
  }
}

class UnfitError extends Error {
  constructor(readonly reason: Unfit) {
    super(reason);
  }
}

/** One replica: whether it may be asked, and how. Away until it was seen to be one. */
export class Replica {
  private readonly logger = new Logger('Replica');
  private readonly closed = new AbortController();
  private current: ReplicaState = 'away';
  private isOnTime = true;
  private failures = 0;
  private usedSince = 0;
  /** Why it is away, as the log said. */
  private said: string | undefined;

  /**
   * @param number its place in `DATABASE_REPLICA_URLS`, from 1: a log repeats no address
   * @param position the primary's now
   * @param changed is called when the state has
   */
  constructor(
    private readonly number: number,
    readonly client: PrismaService,
    private readonly position: () => Promise<WalPosition>,
    private readonly changed: () => void,
  ) {}

  get state(): ReplicaState {
    return this.current;
  }

  /**
   * Reads on one connection of the replica, once all that lies before `position` is to be seen there.
   * @throws NotFromReplicaError, whatever failed
   */
  async read<T>(position: WalPosition, work: (db: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    try {
      return await inTime(this.transaction(position, work), PATIENCE_MS);
    } catch (error) {
      if (error instanceof UnfitError && error.reason === 'behind') {
        this.leaveAlone();
        throw new NotFromReplicaError('behind');
      }
      // What it read was about to be replaced by what it has to replay: a matter of this one read.
      if (!isConflict(error)) this.lose(error);
      throw new NotFromReplicaError('failed');
    }
  }

  /** It is not asked any more, but looked at, until it is fit. */
  lose(error: unknown): void {
    if (this.current === 'away' || this.isClosed()) return;
    this.failures = Date.now() - this.usedSince > STEADY_MS ? 0 : this.failures + 1;
    this.turn('away');
    this.say(error);
    void this.find();
  }

  /** Looks, and looks again until it is fit to be asked. */
  async find(): Promise<void> {
    for (; !this.isClosed(); this.failures++) {
      await this.pause();
      try {
        const isFit = await this.look();
        if (this.isClosed()) return;
        if (isFit) return this.use();
      } catch (error) {
        this.say(error);
      }
    }
  }

  async close(): Promise<void> {
    this.closed.abort();
    await inTime(this.client.$disconnect(), PATIENCE_MS).catch(() => undefined);
  }

  /**
   * A connection may lead elsewhere than the one before, and a balancer's each time: so it is asked on the very one that
   * reads, each time. A transaction stays on one.
   */
  private transaction<T>(position: WalPosition, work: (db: Prisma.TransactionClient) => Promise<T>): Promise<T> {
    const run = async (tx: Prisma.TransactionClient): Promise<T> => {
      for (let looks = this.isOnTime ? LOOKS : 1; ; looks--) {
        const reason = await unfitness(tx, position);
        if (!reason) break;
        if (reason !== 'behind' || looks <= 1) throw new UnfitError(reason);
        await delay(BETWEEN_LOOKS_MS);
      }
      this.isOnTime = true;
      return work(tx);
    };
    return this.client.$transaction(run, { maxWait: PATIENCE_MS, timeout: PATIENCE_MS });
  }

  /** @returns false when that can't be said, as the primary is away. @throws what keeps it from being used */
  private async look(): Promise<boolean> {
    const position = await this.position().catch(() => undefined);
    if (!position) return false;
    const reason = await inTime(unfitness(this.client, position), PATIENCE_MS);
    if (reason && reason !== 'behind') throw new UnfitError(reason);
    return true;
  }

  private async pause(): Promise<void> {
    if (!this.failures) return;
    const options = { signal: this.closed.signal, ref: false };
    await delay(backoffMs(this.failures, PAUSE), undefined, options).catch(() => undefined);
  }

  private isClosed(): boolean {
    return this.closed.signal.aborted;
  }

  private use(): void {
    this.usedSince = Date.now();
    this.turn('used');
    if (this.said) this.logger.log({ replica: this.number }, 'A replica is used again');
    this.said = undefined;
  }

  private leaveAlone(): void {
    this.isOnTime = false;
    if (this.current !== 'used') return;
    this.turn('late');
    setTimeout(() => {
      if (this.current === 'late') this.turn('used');
    }, LATE_MS).unref();
  }

  private turn(state: ReplicaState): void {
    this.current = state;
    this.changed();
  }

  /** Once, unless it answers and is found to be another than it should: that is to be mended. */
  private say(error: unknown): void {
    const reason = reasonOf(error);
    if (this.isClosed() || (this.said && (this.said === reason || !(error instanceof UnfitError)))) return;
    this.said = reason;
    this.logger.warn({ replica: this.number, reason }, 'A replica can not be used: the primary answers in its place');
  }
}

/** Without what a message may repeat of the address. */
function reasonOf(error: unknown): string {
  if (error instanceof UnfitError) return error.reason;
  if (error instanceof NoAnswerError) return 'no answer in time';
  const { code, name } = error as { code?: unknown; name?: unknown };
  return databaseFailure(error) ?? (typeof code === 'string' ? code : String(name));
}
