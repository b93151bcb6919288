import { createHash } from 'node:crypto';
import type { Column } from './store.js';
import type { Row, Value } from './values.js';

/**
 * The checksum of a table's rows, independent of their order and of the database: the sum of the SHA-256 of each row.
 */
export class Checksum {
  rows = 0;
  private high = 0n;
  private low = 0n;

  constructor(private readonly columns: Column[]) {}

  add(row: Row): void {
    const hash = createHash('sha256').update(this.canonical(row)).digest();
    this.rows += 1;
    this.high = BigInt.asUintN(64, this.high + hash.readBigUInt64BE(0));
    this.low = BigInt.asUintN(64, this.low + hash.readBigUInt64BE(8));
  }

  /** 32 hexadecimal digits. */
  toString(): string {
    return [this.high, this.low].map((half) => half.toString(16).padStart(16, '0')).join('');
  }

  private canonical(row: Row): string {
    return JSON.stringify(row.map((value, index) => canonicalValue(this.columns[index]!, value)));
  }
}

/** PostgreSQL changes the order of JSON keys and the form of numbers; the content is the same. */
function canonicalValue({ kind }: Column, value: Value): unknown {
  if (kind === 'json' && typeof value === 'string') return JSON.stringify(withSortedKeys(JSON.parse(value)));
  return Buffer.isBuffer(value) ? value.toString('hex') : value;
}

function withSortedKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, withSortedKeys(inner)]));
}
