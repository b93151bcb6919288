import { startThrowawayPostgres } from '../../../scripts/throwaway-postgres.mjs';
import useMemory from '../native/use-memory.mjs';

/** One server for all the files; each app makes a database of its own there. */
export default async function startServer() {
  useMemory();
  const server = await startThrowawayPostgres();
  globalThis.stopPostgres = server.stop;
  // Not yet by the name that startApp() looks for: the other projects' workers inherit this environment, too.
  process.env.POSTGRES_OF_PROJECT = server.url;
}
