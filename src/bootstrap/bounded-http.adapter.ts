import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { RequestWithId } from '../common/request-id.js';
import type { HttpConfig } from '../config/http.config.js';
import { refuseConnection } from './refused-connection.js';

/** At most one line in this time says that connections were refused. */
const WARN_EVERY_MS = 60_000;

/** Nest's Express with bounds on slow requests and on open connections, which Nest has no options for. */
export class BoundedHttpAdapter extends ExpressAdapter {
  constructor(private readonly config: HttpConfig) {
    super();
  }

  override initHttpServer(): void {
    const { requestTimeoutMs, headersTimeoutMs, checkIntervalMs, keepAliveMs, maxConnections } = this.config;
    const server = createServer(
      {
        requestTimeout: requestTimeoutMs,
        headersTimeout: headersTimeoutMs,
        connectionsCheckingInterval: checkIntervalMs,
        keepAliveTimeout: keepAliveMs,
      },
      this.getInstance<Parameters<typeof createServer>[1]>(),
    );
    server.maxConnections = maxConnections;
    let silentUntil = 0;
    server.on('drop', () => {
      if (Date.now() < silentUntil) return;
      silentUntil = Date.now() + WARN_EVERY_MS;
      new Logger(BoundedHttpAdapter.name).warn(`Connections refused: ${maxConnections} are open (MAX_CONNECTIONS)`);
    });
    const latest = new WeakMap<Socket, RequestWithId>();
    server.on('request', (request) => latest.set(request.socket, request as RequestWithId));
    server.on('clientError', (error, socket) =>
      refuseConnection(error, socket as Socket, latest.get(socket as Socket)),
    );
    this.httpServer = server;
  }
}
