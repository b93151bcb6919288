import { Logger } from '@nestjs/common';
import { readReplicas } from '@prisma/extension-read-replicas';
import { databaseFailure } from '../../common/errors/database-failure.js';
import type { Measures } from '../../common/measures/measures.js';
import type { DatabaseConfig } from '../../config/database.config.js';
import type { Prisma } from '../../generated/sqlite/client.js';
import { openPostgresql, type PrismaService } from '../prisma.service.js';
import { PositionOfState } from './position-of-state.js';
import { NotFromReplicaError, PATIENCE_MS, Replica } from './replica.js';
import { positionOf } from './wal-position.js';

/** Nothing but statements that read: they may be sent twice, to a replica and then to the primary. */
export type Reading<T> = (db: Prisma.TransactionClient) => Promise<T>;

/** Sends reads to replicas that have come up to a state of the data, and to the primary where none has. */
export class ReplicaReads {
  private readonly logger = new Logger('Replica');
  private readonly positions: PositionOfState;
  private replicas: Replica[] = [];
  /** What chooses among those that may be asked just now; nothing when there is none. */
  private extended: { $replica(): unknown } | undefined;
  /** Since the start: who answered, or why the primary did. */
  private readonly outcomes = { replica: 0, behind: 0, failed: 0, away: 0, unknown: 0 };
  private isPositionKnown = true;

  private constructor(private readonly primary: PrismaService) {
    this.positions = new PositionOfState(() => positionOf(primary));
  }

  static async open(
    urls: string[],
    limits: DatabaseConfig['pool'],
    primary: PrismaService,
    measures: Measures,
  ): Promise<ReplicaReads> {
    const reads = new ReplicaReads(primary);
    // Only the few milliseconds that a read takes, as the primary can be asked as well.
    const connectTimeoutMs = Math.min(limits.connectTimeoutMs, PATIENCE_MS / 2);
    const pool = { ...limits, connectTimeoutMs, statementTimeoutMs: PATIENCE_MS };
    reads.replicas = await Promise.all(
      urls.map(async (url, index) => {
        const onLost = (error: Error): void => replica.lose(error);
        const client = await openPostgresql(url, pool, { onLost });
        const replica: Replica = new Replica(
          index + 1,
          client,
          () => positionOf(primary),
          () => reads.gather(),
        );
        return replica;
      }),
    );
    measures.offer('replicas', () => reads.states());
    measures.offer('replicaReads', () => reads.outcomes);
    return reads;
  }

  /** Looks whether they are there. Nobody waits for that: the primary answers meanwhile. */
  start(): void {
    for (const replica of this.replicas) void replica.find();
  }

  /**
   * Reads what is at least as new as the state.
   * @param state its name, asked for after the request had come; undefined when nobody can say, and the primary answers
   */
  async read<T>(state: string | undefined, work: Reading<T>): Promise<T> {
    const outcome = state === undefined ? 'unknown' : await this.fromReplica(state, work);
    if (typeof outcome !== 'string') {
      this.outcomes.replica += 1;
      return outcome.result;
    }
    this.outcomes[outcome] += 1;
    return work(this.primary);
  }

  async close(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.close()));
  }

  /** @returns the result, or why there is none */
  private async fromReplica<T>(
    state: string,
    work: Reading<T>,
  ): Promise<{ result: T } | 'behind' | 'failed' | 'away' | 'unknown'> {
    if (!this.extended) return this.replicas.some((replica) => replica.state === 'late') ? 'behind' : 'away';
    const position = await this.positions.at(state).catch((error: unknown) => this.noPosition(error));
    if (!position) return 'unknown';
    this.isPositionKnown = true;
    const replica = this.choose();
    if (!replica) return 'away';
    try {
      return { result: await replica.read(position, work) };
    } catch (error) {
      if (error instanceof NotFromReplicaError) return error.outcome;
      throw error;
    }
  }

  /** Prisma's extension chooses one of its replicas at random; it has those that may be asked. */
  private gather(): void {
    const replicas = this.replicas.filter(({ state }) => state === 'used').map(({ client }) => client);
    this.extended = replicas.length ? this.primary.$extends(readReplicas({ replicas })) : undefined;
  }

  private choose(): Replica | undefined {
    const chosen = this.extended?.$replica();
    return this.replicas.find(({ client }) => client === chosen);
  }

  private states(): Record<string, number> {
    const count = { used: 0, late: 0, away: 0 };
    for (const { state } of this.replicas) count[state] += 1;
    return count;
  }

  private noPosition(error: unknown): undefined {
    // Once, until it is known again: mostly the primary is away, which is said elsewhere.
    if (this.isPositionKnown) {
      const reason = databaseFailure(error) ?? (error as Error).name;
      this.logger.warn({ reason }, 'The primary does not say where it is: no replica is asked');
    }
    this.isPositionKnown = false;
  }
}
