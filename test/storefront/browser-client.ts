import type { Response } from 'supertest';
import { differences, openApi } from '../support/declared-answers.js';
import type { RunningApp } from '../support/start-app.js';

/** Where the storefront is served from: the first of `CORS_ORIGIN`. */
export const STOREFRONT = 'http://localhost:5173';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Sent {
  body?: object;
  headers?: Record<string, string>;
  /** Without the Bearer, though somebody is logged in: the catalogue is read so. */
  anonymous?: boolean;
  /** Without `Content-Type` too. */
  bare?: boolean;
  /** As `multipart/form-data`; then the browser makes the content type. */
  images?: [contents: Buffer, name: string][];
}

/** What a page gets to see of an answer. */
export interface Answer {
  status: number;
  body: Response['body'];
  /** null for those that CORS keeps from the page. */
  header(name: string): string | null;
}

/** Those that need no preflight, as long as the content type is one that a form could have. */
const SAFE_HEADERS = new Set(['accept', 'accept-language', 'content-language']);
const SAFE_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/;
const SAFE_METHODS = new Set(['GET', 'POST']);
const ALWAYS_READABLE = new Set(['cache-control', 'content-language', 'content-length', 'content-type', 'expires']);

/**
 * The storefront's way of asking, in a browser that keeps the rules of the Fetch standard: `Origin`, a preflight before
 * what is not simple, and no answer for the page unless its CORS headers allow it. Every answer has to be JSON and as
 * openapi.json declares it.
 */
export class BrowserClient {
  /** `localStorage` */
  accessToken: string | null = null;
  refreshToken: string | null = null;
  /** `POST /api/auth/login` for each preflight that was really sent. */
  readonly preflights: string[] = [];
  private readonly allowed = new Set<string>();

  constructor(
    private readonly shop: Pick<RunningApp, 'http'>,
    private readonly origin = STOREFRONT,
  ) {}

  /** @param path below `/api`, with its query */
  async send(method: Method, path: string, sent: Sent = {}): Promise<Answer> {
    const url = `/api${path}`;
    const headers = this.headersOf(sent);
    await this.preflight(method, url, headers);
    const call = this.call(method, url).set({ Origin: this.origin, ...headers });
    for (const [contents, filename] of sent.images ?? []) call.attach('images', contents, { filename });
    const answer = await (sent.body ? call.send(sent.body) : call);
    this.mayRead(answer, `${method} ${url}`);

    const body: Answer['body'] = JSON.parse(answer.text);
    const route = routeOf(method, url);
    const { status } = answer;
    expect({ route, status, problems: differences(route, status, body) }).toEqual({ route, status, problems: [] });
    return { status, body, header: (name) => readable(answer, name) };
  }

  /** What has to go well. @returns the answer's body */
  async ok(method: Method, path: string, body?: object, sent: Sent = {}): Promise<Answer['body']> {
    const answer = await this.send(method, path, { body, ...sent });
    const { status } = answer;
    expect({ call: `${method} ${path}`, status, code: status < 300 ? undefined : answer.body.code }).toEqual({
      call: `${method} ${path}`,
      status: expect.any(Number),
      code: undefined,
    });
    return answer.body;
  }

  /** What has to be refused, with a sentence to show. @returns `401 INVALID_TOKEN` */
  async refusal(method: Method, path: string, body?: object, sent: Sent = {}): Promise<string> {
    const answer = await this.send(method, path, { body, ...sent });
    expect(answer.body.error).toEqual(expect.stringMatching(/\S \S.*\.$/));
    return `${answer.status} ${answer.body.code}`;
  }

  private headersOf({ headers, anonymous, bare, images }: Sent): Record<string, string> {
    return {
      ...(bare || images ? {} : { 'Content-Type': 'application/json' }),
      ...(this.accessToken !== null && !anonymous && { Authorization: `Bearer ${this.accessToken}` }),
      ...headers,
    };
  }

  /** @throws Error as `fetch` does when the server does not allow the request */
  private async preflight(method: Method, url: string, headers: Record<string, string>): Promise<void> {
    const named = Object.keys(headers)
      .filter((name) => !isSafe(name, headers[name]!))
      .map((name) => name.toLowerCase())
      .sort();
    if (named.length === 0 && SAFE_METHODS.has(method)) return;
    const key = `${method} ${url} ${named.join()}`;
    if (this.allowed.has(key)) return;

    this.preflights.push(`${method} ${url}`);
    const answer = await this.call('OPTIONS', url).set({
      Origin: this.origin,
      'Access-Control-Request-Method': method,
      ...(named.length > 0 && { 'Access-Control-Request-Headers': named.join() }),
    });
    this.mayRead(answer, `preflight of ${method} ${url}`);
    if (!answer.ok) throw new Error(`Failed to fetch: preflight of ${method} ${url} answered ${answer.status}`);
    const methods = listed(answer, 'access-control-allow-methods');
    if (!SAFE_METHODS.has(method) && !methods.includes(method.toLowerCase())) {
      throw new Error(`Failed to fetch: ${method} ${url} is not an allowed method`);
    }
    const names = listed(answer, 'access-control-allow-headers');
    const missing = named.filter((name) => !names.includes(name));
    if (missing.length > 0) throw new Error(`Failed to fetch: ${method} ${url} may not send ${missing.join()}`);
    if (Number(answer.get('access-control-max-age') ?? 0) > 0) this.allowed.add(key);
  }

  /** @throws Error as `fetch` does when the answer is not for this origin's pages */
  private mayRead(answer: Response, call: string): void {
    if (answer.get('access-control-allow-origin') === this.origin) return;
    throw new Error(`Failed to fetch: ${call} (${answer.status}) is not for pages of ${this.origin}`);
  }

  private call(method: Method | 'OPTIONS', url: string) {
    const name = method.toLowerCase() as Lowercase<typeof method>;
    return this.shop.http[name](url);
  }
}

function isSafe(name: string, value: string): boolean {
  return name.toLowerCase() === 'content-type' ? SAFE_TYPES.test(value) : SAFE_HEADERS.has(name.toLowerCase());
}

function listed(answer: Response, header: string): string[] {
  return (answer.get(header) ?? '').split(',').map((one) => one.trim().toLowerCase());
}

function readable(answer: Response, name: string): string | null {
  const allowed = ALWAYS_READABLE.has(name) || listed(answer, 'access-control-expose-headers').includes(name);
  return allowed ? (answer.get(name) ?? null) : null;
}

const TEMPLATES = Object.keys(openApi.paths)
  // What is written out goes before what has a parameter in its place.
  .sort((a, b) => a.split('{').length - b.split('{').length)
  .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));

/** @returns the operation that a call goes to: `GET /api/products/{slug}` */
function routeOf(method: string, url: string): string {
  const path = url.replace(/\?.*$/, '');
  const found = TEMPLATES.find(
    ({ path: template, pattern }) => pattern.test(path) && method.toLowerCase() in openApi.paths[template]!,
  );
  if (!found) throw new Error(`${method} ${path} is not in openapi.json`);
  return `${method} ${found.path}`;
}
