export interface Tokens {
  accessToken: string;
  refreshToken: string;
  /** When the access token ends, in milliseconds of this machine's clock. */
  expiresAt: number;
}

/** Where the tokens of the login are kept. `null` is nobody logged in. */
export interface TokenStorage {
  get(): Tokens | null | Promise<Tokens | null>;
  set(tokens: Tokens | null): void | Promise<void>;
}

export function memoryStorage(): TokenStorage {
  let kept: Tokens | null = null;
  return { get: () => kept, set: (tokens) => void (kept = tokens) };
}

/** The part of the browser's `Storage` that is used. */
interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Keeps the login over a reload, for all tabs of the origin. */
export function browserStorage(key = 'boulevardtcg:tokens', storage = localStorageIfAny()!): TokenStorage {
  return {
    get: () => {
      try {
        return JSON.parse(storage.getItem(key) ?? 'null') as Tokens | null;
      } catch {
        return null;
      }
    },
    set: (tokens) => (tokens ? storage.setItem(key, JSON.stringify(tokens)) : storage.removeItem(key)),
  };
}

/** Browsers may refuse it: then reading the property throws. */
export function localStorageIfAny(): TextStorage | undefined {
  try {
    return (globalThis as { localStorage?: TextStorage }).localStorage;
  } catch {
    return undefined;
  }
}

interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Lets one tab after the other do the work, where the browser has Web Locks. Without them tabs work side by side. */
function inTurn<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { navigator } = globalThis as unknown as { navigator?: { locks?: Locks } };
  return navigator?.locks ? navigator.locks.request(name, work) : work();
}

/** A request must still arrive in time. */
const MARGIN_MS = 20_000;
const SEEN_BY_TABS_MS = 50;

export interface SessionOptions {
  baseUrl: string;
  storage: TokenStorage;
  fetch: typeof globalThis.fetch;
}

/** Sends requests with the access token, and renews it when it has ended: once, however many calls and tabs wait. */
export class Session {
  private renewal: Promise<Tokens | null> | undefined;

  constructor(private readonly options: SessionOptions) {}

  /** A `fetch` for openapi-fetch. */
  readonly send = async (request: Request): Promise<Response> => {
    let tokens = await this.options.storage.get();
    if (tokens && tokens.expiresAt - MARGIN_MS < Date.now()) tokens = (await this.renew(tokens)) ?? tokens;
    if (!tokens) return this.options.fetch(request);
    const again = request.clone();
    const response = await this.options.fetch(withBearer(request, tokens));
    if (!(await isTokenRefused(response))) return response;
    const renewed = await this.renew(tokens);
    return renewed ? this.options.fetch(withBearer(again, renewed)) : response;
  };

  /** Keeps the tokens of a login. */
  async begin({ accessToken, refreshToken }: Pick<Tokens, 'accessToken' | 'refreshToken'>): Promise<void> {
    await this.options.storage.set({ accessToken, refreshToken, expiresAt: endOf(accessToken) });
  }

  /** @returns the tokens that were kept until now */
  async end(): Promise<Tokens | null> {
    const tokens = await this.options.storage.get();
    await this.options.storage.set(null);
    return tokens;
  }

  /** @returns null when there is nothing new: the login is over, or the API can't be reached */
  private renew(old: Tokens): Promise<Tokens | null> {
    this.renewal ??= inTurn('boulevardtcg:refresh', () => this.refresh(old)).finally(() => (this.renewal = undefined));
    return this.renewal;
  }

  private async refresh(old: Tokens): Promise<Tokens | null> {
    const { baseUrl, storage, fetch } = this.options;
    const kept = await storage.get();
    // Another tab, or an earlier call, has renewed it meanwhile. Two tokens of one second have the same text.
    if (kept?.accessToken !== old.accessToken || kept.expiresAt !== old.expiresAt) return kept;
    const { refreshToken } = old;
    const response = await fetch(`${baseUrl}/api/auth/refresh`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ refreshToken }),
    }).catch(() => null);
    // Logged out, or logged in as someone else, while the API answered.
    if ((await storage.get())?.refreshToken !== refreshToken) return storage.get();
    if (response?.ok) {
      const { accessToken } = (await response.json()) as { accessToken: string };
      await this.begin({ accessToken, refreshToken });
      // Browsers show a change of localStorage to other tabs a moment later: they wait for the lock until then.
      await new Promise((resolve) => setTimeout(resolve, SEEN_BY_TABS_MS));
      return storage.get();
    }
    // Refused, not merely busy.
    if (response && [400, 401, 403].includes(response.status)) await storage.set(null);
    return null;
  }
}

function withBearer(request: Request, { accessToken }: Tokens): Request {
  const headers = new Headers(request.headers);
  if (!headers.has('Authorization')) headers.set('Authorization', `Bearer ${accessToken}`);
  return new Request(request, { headers });
}

async function isTokenRefused(response: Response): Promise<boolean> {
  if (response.status !== 401) return false;
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as { code?: string } | null;
  return body?.code === 'INVALID_TOKEN';
}

/** By its lifetime, not by its end: the clocks of API and browser may differ. */
function endOf(accessToken: string): number {
  try {
    const payload = accessToken.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    return Date.now() + (exp - iat) * 1000;
  } catch {
    return Infinity;
  }
}
