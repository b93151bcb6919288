import { startThrowawayPostgres } from '../../../scripts/throwaway-postgres.mjs';
import useMemory from '../use-memory.mjs';

/** One server for all test files; each application creates its own database there. */
export default async function startServer() {
  useMemory();
  const server = await startThrowawayPostgres();
  globalThis.stopPostgres = server.stop;
  process.env.TEST_POSTGRES = server.url;
  process.once('SIGTERM', () => process.exit(143));
}
