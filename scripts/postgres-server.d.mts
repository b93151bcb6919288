export interface PostgresServer {
  /** Of its first, empty database, with a password. */
  url: string;
  port: number;
  /** Where its data lie. */
  folder: string;
  /** Also again, on the same port and data. */
  start(): Promise<void>;
  /** As `pg_ctl stop -m fast`: connections are ended, what was not committed is undone. */
  stop(): Promise<void>;
  /** Stops it, and removes its folder. */
  remove(): Promise<void>;
  pid(): number | undefined;
}

export function createPostgresServer(options?: { settings?: string[]; bin?: string }): Promise<PostgresServer>;
