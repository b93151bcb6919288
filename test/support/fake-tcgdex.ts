import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A TCGdex that does what a test wants of it, and counts. */
export class FakeTcgdex {
  /** Calls so far, by path: `/sets`, `/sets/swsh3`, `/graphql`. */
  readonly calls = new Map<string, number>();
  private readonly handlers = new Map<string, Handler>();
  private fallback: Handler = notFound;
  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeTcgdex> {
    const server = createServer();
    const fake = new FakeTcgdex(server);
    server.on('request', (request, response) => fake.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v2/fr`;
  }

  /** From now on, `path` answers this with 200 as JSON. */
  json(path: string, body: unknown): void {
    this.handle(path, (_, response) => send(response, 200, body));
  }

  handle(path: string, handler: Handler): void {
    this.handlers.set(path, handler);
  }

  /** Handles every path without its own handler; 404 by default. */
  otherwise(handler: Handler): void {
    this.fallback = handler;
  }

  /** Forgets every answer and every count. */
  reset(): void {
    this.handlers.clear();
    this.calls.clear();
    this.fallback = notFound;
  }

  count(path: string): number {
    return this.calls.get(path) ?? 0;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(request: IncomingMessage, response: ServerResponse): void {
    const path = pathOf(request);
    this.calls.set(path, this.count(path) + 1);
    (this.handlers.get(path) ?? this.fallback)(request, response);
  }
}

/** Without `/v2/fr`, and `/graphql` for what belongs to no language. */
function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').replace(/^\/v2(\/fr)?/, '');
}

export function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export const fail =
  (status: number): Handler =>
  (_, response) =>
    send(response, status, { type: 'https://tcgdex.dev/errors/general', title: 'An error', status });

export const hang: Handler = () => undefined;

const notFound: Handler = (request, response) =>
  send(response, 404, {
    type: 'https://tcgdex.dev/errors/not-found',
    title: 'The resource you are trying to reach does not exists',
    status: 404,
    endpoint: request.url,
    method: request.method,
  });
