import createFetchClient, { type Client } from 'openapi-fetch';
import { pagesOf, type Pages } from './pages.js';
import type { components, paths } from './schema.js';
import { browserStorage, localStorageIfAny, memoryStorage, Session, type TokenStorage } from './tokens.js';

export { orThrow, ShopError, type ApiError, type ErrorCode } from './errors.js';
export type { PagedPath, Pages, PagesParams } from './pages.js';
export type { components, paths } from './schema.js';
export { browserStorage, memoryStorage, type Tokens, type TokenStorage } from './tokens.js';

export interface ShopClientOptions {
  /** Of the API, without `/api`: `http://localhost:8080` */
  baseUrl: string;
  /** Of the login; `localStorage` where there is one, else the memory of this client. */
  storage?: TokenStorage;
  fetch?: typeof globalThis.fetch;
}

type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody?: { content: { 'application/json': infer Json } } };
}
  ? Json
  : never;

export interface ShopClient extends Client<paths> {
  /** Logs in and keeps the tokens. With `requiresTwoFactor` in the answer: once more, with `twoFactorCode`. */
  login(body: Body<'/api/auth/login'>): ReturnType<typeof postLogin>;
  /** Forgets the tokens, also when the API can't be reached, and ends the login there. */
  logout(): Promise<void>;
  /**
   * Creates a checkout session: send the buyer to `data.url`. A repeat of a call that failed without an answer, or that
   * still runs, gets the same session (`Idempotency-Key`).
   */
  checkout(
    body: Body<'/api/checkout/create-session'>,
    options?: { idempotencyKey?: string },
  ): ReturnType<typeof postCheckout>;
  /**
   * The pages of a list, one after the other.
   * @example for await (const { products } of shop.pages('/api/products', { query: { limit: 100 } })) show(products);
   * @throws ShopError
   */
  pages: Pages;
}

/** @returns openapi-fetch's client (`GET`, `POST`, …), which logs in, stays logged in, checks out and turns pages */
export function createClient(options: ShopClientOptions): ShopClient {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const fetch = options.fetch ?? ((...args: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...args));
  const storage = options.storage ?? (localStorageIfAny() ? browserStorage() : memoryStorage());
  const session = new Session({ baseUrl, storage, fetch });
  const client = createFetchClient<paths>({ baseUrl, fetch: session.send });
  const keys = new Map<string, string>();

  return Object.assign(client, {
    async login(body: Body<'/api/auth/login'>) {
      const answer = await postLogin(client, body);
      if (answer.data && 'accessToken' in answer.data) await session.begin(answer.data);
      return answer;
    },

    async logout() {
      const tokens = await session.end();
      if (!tokens) return;
      const { refreshToken } = tokens;
      await client.POST('/api/auth/logout', { body: { refreshToken } }).catch(() => undefined);
    },

    async checkout(body: Body<'/api/checkout/create-session'>, { idempotencyKey }: { idempotencyKey?: string } = {}) {
      const purchase = JSON.stringify(body);
      const key = idempotencyKey ?? keys.get(purchase) ?? randomKey();
      keys.set(purchase, key);
      const answer = await postCheckout(client, body, key);
      // Answered: the next call is another purchase.
      if (answer.response.status < 500) keys.delete(purchase);
      return answer;
    },

    pages: pagesOf(client),
  });
}

function postLogin(client: Client<paths>, body: Body<'/api/auth/login'>) {
  return client.POST('/api/auth/login', { body });
}

function postCheckout(client: Client<paths>, body: Body<'/api/checkout/create-session'>, key: string) {
  return client.POST('/api/checkout/create-session', { body, params: { header: { 'Idempotency-Key': key } } });
}

/** `crypto.randomUUID` exists only on pages with HTTPS. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The bodies of requests and answers by their names. */
export type Schemas = components['schemas'];
