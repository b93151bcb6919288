import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { environmentWith } from '../config/backup.config.js';
import { OperatorError } from '../common/errors/operator-error.js';

/** Parameters of a connection URL, as environment variables of PostgreSQL's programs. */
const VARIABLES: Record<string, string> = {
  host: 'PGHOST',
  port: 'PGPORT',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  options: 'PGOPTIONS',
  connect_timeout: 'PGCONNECT_TIMEOUT',
};

const MAX_COMPLAINT = 2_000;

/** `pg_dump` and `pg_restore`, connected by environment variables: other users can see a command line. */
export class PgPrograms {
  private readonly environment: Record<string, string>;

  /** @param bin their folder; on PATH without one */
  constructor(
    url: string,
    private readonly bin: string | undefined,
  ) {
    this.environment = toEnvironment(url);
  }

  /**
   * @returns the program's major version
   * @throws OperatorError when it is not installed
   */
  async versionOf(program: string): Promise<number> {
    const [, major] = /(\d+)/.exec(await this.run(program, ['--version'])) ?? [];
    if (major === undefined) throw new OperatorError(`${program} does not say its version`);
    return Number(major);
  }

  /**
   * @returns what it wrote to its standard output
   * @throws OperatorError with its error message
   */
  async run(program: string, args: string[]): Promise<string> {
    const path = this.bin === undefined ? program : join(this.bin, program);
    const child = spawn(path, args, { env: environmentWith(this.environment), stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-MAX_COMPLAINT)));
    const code = await new Promise<number | null>((done, failed) => {
      child.on('error', (error: NodeJS.ErrnoException) =>
        failed(error.code === 'ENOENT' ? missing(program, this.bin) : error),
      );
      child.on('close', done);
    });
    if (code !== 0)
      throw new OperatorError(`${program} failed: ${complaint.trim() || `it ended with ${String(code)}`}`);
    return output;
  }
}

function missing(program: string, bin: string | undefined): OperatorError {
  const where = bin === undefined ? 'on PATH' : `in ${bin}, where PG_BIN says`;
  return new OperatorError(
    `${program} is not ${where}: install PostgreSQL's client programs (postgresql-client), or set PG_BIN to their folder`,
  );
}

export function toEnvironment(address: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(address);
  const given = {
    PGHOST: decodeURIComponent(hostname).replace(/^\[(.*)\]$/, '$1'),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
  };
  const parameters = [...searchParams]
    .filter(([name]) => VARIABLES[name] !== undefined)
    // The driver's mode for encryption without checking the certificate; the programs call it `require`.
    .map(([name, value]) => [VARIABLES[name]!, value === 'no-verify' ? 'require' : value] as const);
  const isGiven = ([, value]: readonly [string, string]) => value !== '';
  return Object.fromEntries([...Object.entries(given), ...parameters].filter(isGiven));
}
