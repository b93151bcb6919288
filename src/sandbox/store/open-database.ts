import { join } from 'node:path';
import Database from 'better-sqlite3';
import { makePrivateDatabase, makePrivateFolder } from '../../config/private-files.js';

const TABLES = `
CREATE TABLE IF NOT EXISTS objects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  owner TEXT,
  status TEXT,
  expires_at INTEGER,
  created INTEGER NOT NULL,
  data TEXT NOT NULL,
  extra TEXT
);
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_by_owner ON objects (owner, kind, seq);
CREATE INDEX IF NOT EXISTS objects_by_status ON objects (kind, status, expires_at);

CREATE TABLE IF NOT EXISTS idempotency (
  key TEXT PRIMARY KEY,
  endpoint TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  status INTEGER,
  body TEXT
);

CREATE TABLE IF NOT EXISTS deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL,
  chain TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER NOT NULL,
  status INTEGER,
  problem TEXT
);
CREATE INDEX IF NOT EXISTS deliveries_by_state ON deliveries (state, due_at);
CREATE INDEX IF NOT EXISTS deliveries_by_event ON deliveries (event_id);
CREATE INDEX IF NOT EXISTS deliveries_by_chain ON deliveries (chain, state);

CREATE TABLE IF NOT EXISTS attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  status INTEGER,
  problem TEXT
);
CREATE INDEX IF NOT EXISTS attempts_by_delivery ON attempts (delivery_id);

CREATE TABLE IF NOT EXISTS refund_plans (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  data TEXT NOT NULL,
  uses_left INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS refund_outcomes (
  refund_id TEXT PRIMARY KEY,
  due_at INTEGER NOT NULL,
  data TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  ahead_ms INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS faults (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  data TEXT NOT NULL,
  seen INTEGER NOT NULL DEFAULT 0
);
`;

/** Opens, or creates, the file with the sandbox's state. */
export function openDatabase(dataDir: string): Database.Database {
  makePrivateFolder(dataDir);
  const file = join(dataDir, 'sandbox.db');
  makePrivateDatabase(file);
  const database = new Database(file, { timeout: 5000 });
  database.pragma('journal_mode = WAL');
  // Faster: only a power cut loses the last writes, a crash of the process loses nothing.
  database.pragma('synchronous = NORMAL');
  database.exec(TABLES);
  return database;
}
