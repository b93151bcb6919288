import type { Database } from 'better-sqlite3';
import type { Extra, Kind, Kinds, Stored } from './kinds.js';

interface Row {
  seq: number;
  data: string;
}

/** A condition on a stored object: SQL of ours with `?`, and what goes there. */
export interface Condition {
  sql: string;
  values: (string | number)[];
}

export interface Page {
  limit: number;
  after?: string | undefined;
  before?: string | undefined;
}

/** Stripe's objects as JSON, with columns for what is searched. */
export class ObjectStore {
  /** @param livemode of every object */
  constructor(
    private readonly db: Database,
    private readonly livemode = false,
  ) {}

  /**
   * Writes an object, new or changed.
   * @param owner the object that it belongs to: the session of an item, the intent of a charge
   */
  put<T extends Stored>(object: T, owner?: string): T {
    const status = 'status' in object ? object.status : null;
    const expiresAt = 'expires_at' in object ? object.expires_at : null;
    if ('livemode' in object) object.livemode = this.livemode;
    const created = 'created' in object ? object.created : Math.floor(Date.now() / 1000);
    this.db
      .prepare(
        `INSERT INTO objects (id, kind, owner, status, expires_at, created, data) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET status = excluded.status, expires_at = excluded.expires_at, data = excluded.data`,
      )
      .run(object.id, object.object, owner ?? null, status, expiresAt, created, JSON.stringify(object));
    return object;
  }

  find<K extends Kind>(kind: K, id: string): Kinds[K] | undefined {
    const row = this.db.prepare<[string, string], Row>('SELECT * FROM objects WHERE id = ? AND kind = ?').get(id, kind);
    return row && (JSON.parse(row.data) as Kinds[K]);
  }

  findAny(id: string): Stored | undefined {
    const row = this.db.prepare<[string], Row>('SELECT * FROM objects WHERE id = ?').get(id);
    return row && (JSON.parse(row.data) as Stored);
  }

  /** @returns the id that `put` was given as owner */
  ownerOf(id: string): string | undefined {
    const row = this.db.prepare<[string], { owner: string | null }>('SELECT owner FROM objects WHERE id = ?').get(id);
    return row?.owner ?? undefined;
  }

  /** Everything of a kind that belongs to `owner`, oldest first. */
  ownedBy<K extends Kind>(owner: string, kind: K): Kinds[K][] {
    return this.db
      .prepare<[string, string], Row>('SELECT * FROM objects WHERE owner = ? AND kind = ? ORDER BY seq')
      .all(owner, kind)
      .map((row) => JSON.parse(row.data) as Kinds[K]);
  }

  /** Newest first; one more than `limit` where there is more. */
  list<K extends Kind>(kind: K, conditions: Condition[], { limit, after, before }: Page): Kinds[K][] {
    const all = [{ sql: 'kind = ?', values: [kind] }, ...conditions];
    if (after) all.push({ sql: 'seq < (SELECT seq FROM objects WHERE id = ?)', values: [after] });
    if (before) all.push({ sql: 'seq > (SELECT seq FROM objects WHERE id = ?)', values: [before] });
    const where = all.map(({ sql }) => `(${sql})`).join(' AND ');
    const rows = this.db
      .prepare<unknown[], Row>(`SELECT * FROM objects WHERE ${where} ORDER BY seq ${before ? 'ASC' : 'DESC'} LIMIT ?`)
      .all(...all.flatMap(({ values }) => values), limit + 1);
    return rows.map((row) => JSON.parse(row.data) as Kinds[K]);
  }

  remove(id: string): void {
    this.db.prepare('DELETE FROM objects WHERE id = ?').run(id);
  }

  setExtra(id: string, extra: Extra): void {
    this.db.prepare('UPDATE objects SET extra = ? WHERE id = ?').run(JSON.stringify(extra), id);
  }

  extra(id: string): Extra {
    const row = this.db.prepare<[string], { extra: string | null }>('SELECT extra FROM objects WHERE id = ?').get(id);
    return row?.extra ? (JSON.parse(row.extra) as Extra) : {};
  }

  /** @returns seconds since 1970 at which the next open session ends */
  nextExpiry(): number | undefined {
    const row = this.db
      .prepare<[], { at: number | null }>(
        `SELECT MIN(expires_at) AS at FROM objects WHERE kind = 'checkout.session' AND status = 'open'`,
      )
      .get();
    return row?.at ?? undefined;
  }

  openSessionsEndedBy(second: number): Kinds['checkout.session'][] {
    return this.db
      .prepare<[number], Row>(
        `SELECT * FROM objects WHERE kind = 'checkout.session' AND status = 'open' AND expires_at <= ? ORDER BY expires_at`,
      )
      .all(second)
      .map((row) => JSON.parse(row.data) as Kinds['checkout.session']);
  }
}
