import { JwtService } from '@nestjs/jwt';
import { jwtConfig, type JwtConfig } from '../../src/config/jwt.config.js';
import type { RunningApp } from '../support/start-app.js';
import { BrowserClient, type Answer, type Sent } from './browser-client.js';

interface Claims {
  userId: string;
  email: string;
  username: string;
  isAdmin: boolean;
  iat: number;
  exp: number;
}

/** As the storefront reads an access token: the browser's base64, which knows no `-` or `_`. */
export function decodeToken(token: string): Claims | null {
  try {
    return JSON.parse(atob(token.split('.')[1]!)) as Claims;
  } catch {
    return null;
  }
}

/** A visitor of the storefront: login, page loads and payment. */
export class Visitor extends BrowserClient {
  /** @returns the login's answer; tokens are kept when there are any */
  async logIn(email: string, password: string, twoFactorCode?: string): Promise<Answer> {
    const body = twoFactorCode === undefined ? { email, password } : { email, password, twoFactorCode };
    const answer = await this.send('POST', '/auth/login', { body });
    if (answer.status === 200 && answer.body.accessToken) {
      this.accessToken = answer.body.accessToken as string;
      this.refreshToken = answer.body.refreshToken as string;
    }
    return answer;
  }

  /**
   * Reloads a page: an access token that is expired, or that can't be decoded, is renewed first; any failure of that
   * logs out. @returns the profile; null when nobody is logged in
   */
  async load(): Promise<Answer['body']> {
    if (this.accessToken === null) return null;
    if ((decodeToken(this.accessToken)?.exp ?? 0) * 1000 <= Date.now()) {
      const { refreshToken } = this;
      const { status, body } = await this.send('POST', '/auth/refresh', { body: { refreshToken }, anonymous: true });
      if (status !== 200) {
        this.forget();
        return null;
      }
      this.accessToken = body.accessToken as string;
    }
    const { status, body } = await this.send('GET', '/users/profile');
    return status === 200 ? body.user : null;
  }

  async logOut(): Promise<void> {
    await this.ok('POST', '/auth/logout', { refreshToken: this.refreshToken });
    this.forget();
  }

  /** Catalogue, reviews and cart are read without the Bearer. */
  read(path: string, sent: Sent = {}): Promise<Answer['body']> {
    return this.ok('GET', path, undefined, { anonymous: true, ...sent });
  }

  private forget(): void {
    this.accessToken = null;
    this.refreshToken = null;
  }
}

/** The same access token, a quarter of an hour and a minute later. */
export function expired(shop: RunningApp, token: string): string {
  const jwt = new JwtService();
  const claims = jwt.decode<{ iat: number; exp: number }>(token);
  const past = { ...claims, iat: claims.iat - 960, exp: claims.iat - 60 };
  return jwt.sign(past, { secret: shop.app.get<JwtConfig>(jwtConfig.KEY).accessSecret });
}

/** What a buyer types where the page asks for it. */
const TYPED: Record<string, string> = {
  email: 'camille@example.test',
  phone: '+33612345678',
  name: 'Camille Durand',
  'address[line1]': '12 rue des Lilas',
  'address[postal_code]': '75011',
  'address[city]': 'Paris',
  'address[country]': 'FR',
};

/**
 * Opens the page that create-session led to, fills its form and presses the button of that action.
 * @returns where the browser is sent: after `pay` a page of the storefront
 */
export async function payOnPage(shop: RunningApp, url: string, action: 'pay' | 'decline' = 'pay'): Promise<string> {
  const { pathname } = new URL(url);
  const { text } = await shop.http.get(pathname).set('Accept', 'text/html').expect(200);
  const target = /<form method="post" action="([^"]+)"/.exec(text)?.[1];
  if (target === undefined) throw new Error(`No form on ${url}`);
  const asked = [...text.matchAll(/\bname="([^"]+)"/g)].map(([, name]) => name!);
  const fields = Object.fromEntries(asked.filter((name) => name in TYPED).map((name) => [name, TYPED[name]]));
  const answer = await shop.http
    .post(new URL(target, url).pathname)
    .set('Accept', 'text/html')
    .type('form')
    .redirects(0)
    .send({ ...fields, delivery: 'once', action });
  return answer.get('location') ?? '';
}
