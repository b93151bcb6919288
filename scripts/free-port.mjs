import { createServer } from 'node:net';

/** @returns {Promise<number>} a port of 127.0.0.1 that nobody listens on now */
export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
