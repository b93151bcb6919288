import type { Database } from 'better-sqlite3';
import { isHit, type Fault, type PlantedFault } from './fault.js';

interface Row {
  id: number;
  data: string;
  /** Calls that it matched, those let through included. */
  seen: number;
}

/** The planted faults: in the file, so that all processes on it share them. */
export class FaultStore {
  constructor(private readonly db: Database) {}

  plant(fault: Fault): PlantedFault {
    const { lastInsertRowid } = this.db.prepare('INSERT INTO faults (data) VALUES (?)').run(JSON.stringify(fault));
    return { ...fault, id: Number(lastInsertRowid), hits: 0 };
  }

  list(): PlantedFault[] {
    return this.rows().map(toPlanted);
  }

  clear(): void {
    this.db.prepare('DELETE FROM faults').run();
  }

  /**
   * The fault of a call: the oldest matching one that is not used up.
   * @param path the whole path: `/v1/refunds`
   */
  take(method: string, path: string): Fault | undefined {
    // Nearly always there is none: then skip the lock.
    if (this.rows().length === 0) return undefined;
    const take = this.db.transaction(() => {
      for (const row of this.rows()) {
        const fault = JSON.parse(row.data) as Fault;
        if (row.seen >= fault.skip + fault.times || !isHit(fault, method, path)) continue;
        this.db.prepare('UPDATE faults SET seen = seen + 1 WHERE id = ?').run(row.id);
        if (row.seen >= fault.skip) return fault;
      }
      return undefined;
    });
    return take.immediate();
  }

  private rows(): Row[] {
    return this.db.prepare<[], Row>('SELECT * FROM faults ORDER BY id').all();
  }
}

function toPlanted({ id, data, seen }: Row): PlantedFault {
  const fault = JSON.parse(data) as Fault;
  return { ...fault, id, hits: Math.max(seen - fault.skip, 0) };
}
