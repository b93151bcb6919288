import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Answers recorded from the real service; they are not part of this repository. */
const REAL_ANSWERS = fileURLToPath(new URL('../../../shared/data/tcgdex/fr', import.meta.url));
export const hasRealAnswers = existsSync(`${REAL_ANSWERS}/sets.json`);

/** @returns one of the real answers, or null where there is none: `sets`, `sets/swsh3`, `series` */
export function realAnswer(path: string): unknown {
  const file = `${REAL_ANSWERS}/${path}.json`;
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : null;
}

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

  /** Every path without an answer of its own does this; by default it is 404. */
  otherwise(handler: Handler): void {
    this.fallback = handler;
  }

  serveRealAnswers(): void {
    this.otherwise((request, response) => {
      const answer = realAnswer(pathOf(request).slice(1));
      if (answer === null) notFound(request, response);
      else send(response, 200, answer);
    });
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

/** Without `/v2/fr`, and `/graphql` for what stands beside the languages. */
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
