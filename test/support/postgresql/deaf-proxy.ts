import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';

/** Stands between an application and its PostgreSQL; everything passes but what it is told to lose. */
export interface DeafProxy {
  /** The database's address, through this proxy. */
  url: string;
  /** Hands over the next COMMIT; what the server answers to it is lost, with the connection. */
  loseNextCommit(): void;
  /** How many commits were lost so. */
  lost(): number;
  close(): Promise<void>;
}

export async function startDeafProxy(database: string): Promise<DeafProxy> {
  const target = new URL(database);
  let isToLose = false;
  let lost = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => {
      if (isToLose && chunk.includes('COMMIT')) {
        isToLose = false;
        lost++;
        upstream.removeAllListeners('data');
        // It has answered, so it has committed.
        upstream.once('data', () => client.destroy());
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk: Buffer) => client.write(chunk));
    client.on('close', () => upstream.end());
    upstream.on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(database);
  url.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    url: url.href,
    loseNextCommit: () => (isToLose = true),
    lost: () => lost,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
